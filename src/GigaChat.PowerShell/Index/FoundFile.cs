namespace GigaChat.Commands.Index;

/// <summary>A file that an update looks at.</summary>
/// <param name="Info">The file.</param>
/// <param name="Origin">The folder, the pattern or the pipeline that it was found by.</param>
/// <param name="IsNamed">It was named by itself, or by a pattern.</param>
internal sealed record FoundFile(FileInfo Info, string Origin, bool IsNamed);
