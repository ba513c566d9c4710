namespace GigaChat.Wire;

/// <summary>An answer that says how many tokens are charged for it, and what for.</summary>
internal interface ITokenUsage
{
    /// <summary>The tokens charged in all; null where the service did not count.</summary>
    int? ChargedTokens { get; }

    /// <summary>Tokens of the messages sent, without the cached ones.</summary>
    int PromptTokens => 0;

    /// <summary>Tokens of the answer.</summary>
    int CompletionTokens => 0;

    /// <summary>Tokens of the messages that came from the service's cache and are not charged.</summary>
    int CachedTokens => 0;

    /// <summary>Tokens of texts that were made into vectors.</summary>
    int EmbeddingTokens => 0;
}
