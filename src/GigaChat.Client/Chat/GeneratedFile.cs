namespace GigaChat;

/// <summary>A file that the model made. It is stored by the service and read by its id.</summary>
/// <param name="Id">The id, a UUID.</param>
/// <param name="MimeType">The content type, for example <c>image/jpeg</c>; null where the service does not name it.</param>
/// <param name="Kind">
/// <c>image</c>, <c>audio</c>, <c>3dmodel</c>, <c>cover</c> or <c>video</c>; null where the service does not say.
/// </param>
public sealed record GeneratedFile(string Id, string? MimeType, string? Kind)
{
    /// <summary>The id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;
}
