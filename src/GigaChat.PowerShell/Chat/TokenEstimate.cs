namespace GigaChat.Commands.Chat;

/// <summary>About how many tokens a text has, without asking the service.</summary>
internal static class TokenEstimate
{
    // By the service's documentation a token has three to four characters; digits and signs are tokens by themselves more often.
    private const double LettersPerToken = 4;
    private const double SignsPerToken = 2;

    /// <summary>The estimate; it may be a third off.</summary>
    public static long Of(string text)
    {
        long signs = 0;
        foreach (char c in text)
        {
            if (!IsCommon(c) && !char.IsLetter(c))
                signs++;
        }
        return (long)Math.Ceiling(((text.Length - signs) / LettersPerToken) + (signs / SignsPerToken));
    }

    // Blanks, Latin and Russian letters: most of any text, and quicker than the tables of Unicode.
    private static bool IsCommon(char c)
        => c is ' ' or (>= 'a' and <= 'z') or (>= 'а' and <= 'я') or (>= 'A' and <= 'Z') or (>= 'А' and <= 'Я');
}
