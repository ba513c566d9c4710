using System.Text;

namespace GigaChat;

/// <summary>What is known of the tokens of a text without asking the service.</summary>
public static class TokenEstimate
{
    // By the service's documentation a token has three to four characters; digits and signs are tokens by themselves more often.
    private const double LettersPerToken = 4;
    private const double SignsPerToken = 2;

    // Latin, Greek and Cyrillic, which most texts consist of: quicker than the tables of Unicode.
    private static readonly bool[] IsLetterOrBlank = [.. Enumerable.Range(0, 0x530).Select(static c => c == ' ' || char.IsLetter((char)c))];

    /// <summary>About how many tokens a text has.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Tokens; it may be a third off.</returns>
    public static long Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        long signs = 0;
        foreach (char c in text)
        {
            if (!(c < IsLetterOrBlank.Length ? IsLetterOrBlank[c] : char.IsLetter(c)))
                signs++;
        }
        return (long)Math.Ceiling(((text.Length - signs) / LettersPerToken) + (signs / SignsPerToken));
    }

    /// <summary>Counts by the estimate: a <see cref="TokenCounting"/> that sends nothing.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Not used: the work is short.</param>
    /// <returns>One number for each text, in their order.</returns>
    public static Task<IReadOnlyList<int>> CountAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<int>>([.. texts.Select(static text => (int)Math.Min(int.MaxValue, Of(text)))]);

    /// <summary>More tokens than this a text does not have: none is shorter than a byte.</summary>
    internal static int UpperBound(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>Whether a text has no more tokens for sure.</summary>
    internal static bool Fits(string text, int maximumTokens) => text.Length <= maximumTokens && UpperBound(text) <= maximumTokens;
}
