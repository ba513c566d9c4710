namespace GigaChat.Wire.V2;

/// <summary>How long a reasoning model thinks: <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
internal sealed record ReasoningPayload(string Effort);
