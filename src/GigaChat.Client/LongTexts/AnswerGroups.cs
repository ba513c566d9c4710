using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.LongTexts;

/// <summary>Which answers are joined in one request.</summary>
internal static class AnswerGroups
{
    /// <summary>Groups of answers that follow each other, each as large as a request has room for.</summary>
    /// <param name="tokens">The tokens of the answers.</param>
    /// <param name="maximumTokens">The room.</param>
    /// <returns>How many answers each group has.</returns>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.TooLarge"/>: no two answers fit together, so that they never become one.
    /// </exception>
    public static IReadOnlyList<int> Make(IReadOnlyList<int> tokens, int maximumTokens)
    {
        List<int> sizes = [];
        long sum = 0;
        foreach (int answer in tokens)
        {
            if (sizes.Count == 0 || sum + answer > maximumTokens)
            {
                sizes.Add(0);
                sum = 0;
            }
            sizes[^1]++;
            sum += answer;
        }
        return sizes.Count < tokens.Count || tokens.Count < 2 ? sizes
            : throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(LongTextMessages.AnswersTooLong, maximumTokens));
    }

    /// <summary>The requests that make one answer of so many, and their tokens, where each answer has this length.</summary>
    public static (int Requests, long Tokens) Estimate(int answers, int answerTokens, int maximumTokens)
    {
        int perRequest = Math.Max(2, maximumTokens / Math.Max(1, answerTokens));
        int requests = 0;
        long tokens = 0;
        while (answers > 1)
        {
            int round = (answers + perRequest - 1) / perRequest;
            tokens += (long)answers * answerTokens + ((long)round * answerTokens);
            requests += round;
            answers = round;
        }
        return (requests, tokens);
    }
}
