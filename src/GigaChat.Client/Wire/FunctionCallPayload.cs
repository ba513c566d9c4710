using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>The model's call of a function.</summary>
internal sealed record FunctionCallPayload
{
    public string? Name { get; set; }

    public JsonElement? Arguments { get; set; }
}
