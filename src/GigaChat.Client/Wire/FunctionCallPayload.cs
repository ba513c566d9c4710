using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>The model's call of a function.</summary>
internal sealed record FunctionCallPayload
{
    public string? Name { get; set; }

    public JsonElement? Arguments { get; set; }

    /// <summary>Version 2: distinguishes calls of one message.</summary>
    public string? Id { get; set; }
}
