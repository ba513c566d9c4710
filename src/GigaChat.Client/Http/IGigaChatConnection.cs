using GigaChat.Http;

namespace GigaChat;

/// <summary>
/// A connection as the features of the service see it: their methods extend this type. <see cref="GigaChatConnection"/> is the one
/// implementation; an internal member keeps others from implementing it.
/// </summary>
public interface IGigaChatConnection
{
    /// <summary>The model of a request that names none.</summary>
    string Model { get; }

    /// <summary>The instructions of prompts that have none of their own; null for none.</summary>
    string? SystemPrompt { get; }

    /// <summary>The version of the chat API for requests that name none.</summary>
    ChatApiVersion ApiVersion { get; }

    /// <summary>What is masked in texts of requests that do not say so themselves; null for nothing.</summary>
    internal TextMaskRules? MaskRules { get; }

    /// <summary>Sends requests over this connection.</summary>
    internal ServiceClient Service { get; }
}
