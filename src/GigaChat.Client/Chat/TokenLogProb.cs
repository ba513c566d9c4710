namespace GigaChat;

/// <summary>How probable a token of the answer was.</summary>
/// <param name="Token">The token's text.</param>
/// <param name="LogProb">The natural logarithm of its probability.</param>
/// <param name="Top">The most probable tokens in its place, itself among them.</param>
public sealed record TokenLogProb(string Token, double LogProb, IReadOnlyList<TokenLogProb> Top)
{
    /// <summary>The token.</summary>
    /// <returns><see cref="Token"/>.</returns>
    public override string ToString() => Token;
}
