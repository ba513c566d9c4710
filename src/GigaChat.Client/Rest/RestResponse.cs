namespace GigaChat;

/// <summary>An answer as it came.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The media type of the body, for example <c>application/json</c>; null where none is named.</param>
/// <param name="Content">The body.</param>
/// <param name="RequestId">The service's id of the request, for its support.</param>
public sealed record RestResponse(int StatusCode, string? ContentType, ReadOnlyMemory<byte> Content, string? RequestId)
{
    /// <summary>
    /// The body as plain values: dictionaries, arrays, texts, numbers where it is JSON, else a text where it is one, else bytes; null for
    /// an empty body.
    /// </summary>
    /// <returns>The value.</returns>
    public object? ToValue() => Rest.RestContent.ToValue(ContentType, Content);

    /// <summary>The body as text, in UTF-8.</summary>
    /// <returns>The text; empty for an empty body.</returns>
    public string ToText() => Rest.RestContent.ToText(Content);
}
