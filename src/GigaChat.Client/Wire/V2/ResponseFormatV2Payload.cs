using System.Text.Json;

namespace GigaChat.Wire.V2;

/// <summary>The form that an answer has to have: <c>json_schema</c> or <c>regex</c>.</summary>
internal sealed record ResponseFormatV2Payload
{
    public required string Type { get; init; }

    public JsonElement? Schema { get; init; }

    public bool? Strict { get; init; }

    public string? Regex { get; init; }
}
