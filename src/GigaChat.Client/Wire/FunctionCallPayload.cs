using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>The model's call of a function.</summary>
internal sealed record FunctionCallPayload
{
    public string? Name { get; set; }

    public JsonElement? Arguments { get; set; }

    /// <summary>Version 2: tells calls of one message apart.</summary>
    public string? Id { get; set; }
}
