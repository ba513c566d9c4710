namespace GigaChat.Emulator.Files;

/// <summary>A file of the service.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Name">The file name as it was sent.</param>
/// <param name="MediaType">The content type as it was sent.</param>
/// <param name="Owner">Client id of the account.</param>
/// <param name="User"><c>X-Client-ID</c> of the request that made it, or empty.</param>
/// <param name="Created">Unix seconds.</param>
internal sealed record StoredFile(string Id, string Name, string MediaType, string Owner, string User, long Created)
{
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Drawn by the model; the service names its type when it is downloaded.</summary>
    public bool IsDrawn { get; init; }

    public FileModality Modality => FileTypes.Find(MediaType)?.Modality ?? FileModality.Model;
}
