using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>An answer in the form that both versions of the API share.</summary>
internal sealed record ReceivedAnswer
{
    public string Text { get; init; } = "";

    public string? Reasoning { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }

    /// <summary>What the service says for the user about an answer that ended in another way than it should.</summary>
    public string? UserMessage { get; init; }

    public ChatUsage? Usage { get; init; }

    /// <summary>Functions that the model asks for, in its order.</summary>
    public IReadOnlyList<FunctionCallPayload> Calls { get; init; } = [];

    /// <summary>The service's mark of calls, which the history has to repeat.</summary>
    public string? StateId { get; init; }

    public IReadOnlyList<ChatSource> Sources { get; init; } = [];

    public IReadOnlyList<GeneratedFile> GeneratedFiles { get; init; } = [];

    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    public IReadOnlyList<TokenLogProb> LogProb { get; init; } = [];

    /// <summary>The thread that the service keeps the messages in.</summary>
    public string? ThreadId { get; init; }

    public string? RequestId { get; init; }

    public string? SessionId { get; init; }

    public TimeSpan Duration { get; init; }
}
