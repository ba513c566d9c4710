namespace GigaChat.Wire;

/// <summary>An answer that says how many tokens are charged for it.</summary>
internal interface ITokenUsage
{
    /// <summary>The tokens; null where the service did not count.</summary>
    int? ChargedTokens { get; }
}
