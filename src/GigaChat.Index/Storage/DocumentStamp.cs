namespace GigaChat.Index.Storage;

/// <summary>What is known of a document without reading it.</summary>
/// <param name="Source">The path of a file, or what an object is named by.</param>
/// <param name="Origin">
/// What it was found by: a folder, a pattern or the pipeline. Documents of an origin that are not found again are gone.
/// </param>
/// <param name="Size">The length of the file in bytes, -1 for an object.</param>
/// <param name="Modified">When the file was last written, in ticks of UTC; 0 for an object.</param>
internal sealed record DocumentStamp(string Source, string Origin, long Size, long Modified);
