using System.Text.Json;

namespace GigaChat.Json;

/// <summary>The description of a function, in a chat request and as the body of <c>POST /functions/validate</c>.</summary>
internal sealed record WireFunction
{
    public required string Name { get; init; }

    public string? Description { get; set; }

    public JsonElement? Parameters { get; set; }

    public IReadOnlyList<WireExample>? FewShotExamples { get; set; }

    public JsonElement? ReturnParameters { get; set; }
}

/// <summary>An example of a function's use.</summary>
internal sealed record WireExample
{
    public required string Request { get; init; }

    public required JsonElement Params { get; init; }
}

/// <summary>The model's call of a function.</summary>
internal sealed record WireFunctionCall
{
    public string? Name { get; set; }

    public JsonElement? Arguments { get; set; }
}

/// <summary>The form that an answer has to have.</summary>
internal sealed record WireResponseFormat
{
    public required string Type { get; init; }

    public required JsonElement Schema { get; init; }

    public required bool Strict { get; init; }
}

/// <summary>The answer of <c>POST /functions/validate</c>.</summary>
internal sealed record FunctionCheckAnswer
{
    public string? Message { get; set; }

    public string? JsonAiRulesVersion { get; set; }

    public IReadOnlyList<WireFinding>? Errors { get; set; }

    public IReadOnlyList<WireFinding>? Warnings { get; set; }
}

/// <summary>One thing that is wrong, or could be better.</summary>
internal sealed record WireFinding
{
    public string? Description { get; set; }

    public string? SchemaLocation { get; set; }
}
