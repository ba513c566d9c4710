using GigaChat.Core;

namespace GigaChat;

/// <summary>How probable a token of the answer was.</summary>
/// <param name="Token">The token's text.</param>
/// <param name="LogProb">The natural logarithm of its probability.</param>
/// <param name="Top">The most probable tokens in its place, itself among them.</param>
public sealed record TokenLogProb(string Token, double LogProb, IReadOnlyList<TokenLogProb> Top)
{
    /// <summary>The most probable tokens in its place, itself among them.</summary>
    public IReadOnlyList<TokenLogProb> Top
    {
        get;
        init => field = ReadableList<TokenLogProb>.Of(value);
    } = ReadableList<TokenLogProb>.Of(Top);

    /// <summary>The token.</summary>
    /// <returns><see cref="Token"/>.</returns>
    public override string ToString() => Token;
}
