using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>The form that an answer has to have.</summary>
internal sealed record ResponseFormatPayload
{
    public required string Type { get; init; }

    public required JsonElement Schema { get; init; }

    public required bool Strict { get; init; }
}
