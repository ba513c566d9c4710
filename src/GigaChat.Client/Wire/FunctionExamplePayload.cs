using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>An example of a function's use.</summary>
internal sealed record FunctionExamplePayload
{
    public required string Request { get; init; }

    public required JsonElement Params { get; init; }
}
