using System.Text;

namespace GigaChat.Commands.Chat;

/// <summary>The parameters of Invoke-GigaChat that decide which requests its input makes.</summary>
internal sealed record ChatInputSettings
{
    public string? Prompt { get; init; }

    /// <summary>One request for each item.</summary>
    public bool PerItem { get; init; }

    /// <summary>One request for all items.</summary>
    public bool Together { get; init; }

    /// <summary>-Path or -LiteralPath instead of piped input.</summary>
    public bool HasPaths { get; init; }

    /// <summary>Input comes from the pipeline or from -InputObject, even if it turns out to be empty.</summary>
    public bool IsPiped { get; init; }

    /// <summary>-FunctionResult was given; null is a result as well.</summary>
    public bool HasFunctionResult { get; init; }

    /// <summary>The encoding of text files without a byte-order mark; null for UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    public GigaChatConversation? Conversation { get; init; }

    public string? SystemPrompt { get; init; }

    /// <summary>It comes from <c>$PSDefaultParameterValues</c>, and gives way to the instructions of a conversation.</summary>
    public bool IsSystemPromptDefault { get; init; }

    public string? Model { get; init; }

    /// <summary>The version of the chat API, and what only version 2 has.</summary>
    public ChatToolSettings Tools { get; init; } = new();

    public SamplingOptions Sampling { get; init; } = new();

    public bool HasPrompt => !string.IsNullOrWhiteSpace(Prompt);
}
