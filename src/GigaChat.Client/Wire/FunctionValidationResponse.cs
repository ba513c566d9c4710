namespace GigaChat.Wire;

/// <summary>The answer of <c>POST /functions/validate</c>.</summary>
internal sealed record FunctionValidationResponse
{
    public string? Message { get; set; }

    public string? JsonAiRulesVersion { get; set; }

    public IReadOnlyList<FunctionFindingPayload>? Errors { get; set; }

    public IReadOnlyList<FunctionFindingPayload>? Warnings { get; set; }
}
