using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>The description of a function, in a chat request and as the body of <c>POST /functions/validate</c>.</summary>
internal sealed record FunctionPayload
{
    public required string Name { get; init; }

    public string? Description { get; set; }

    public JsonElement? Parameters { get; set; }

    public IReadOnlyList<FunctionExamplePayload>? FewShotExamples { get; set; }

    public JsonElement? ReturnParameters { get; set; }
}
