namespace GigaChat.LongTexts;

/// <summary>How many tokens a model takes.</summary>
internal static class ModelContext
{
    /// <summary>
    /// Tokens of a request and its answer: what the service's documentation names for every chat model of generation 2, to which the names
    /// of the first one lead. Production was seen to take 261,120.
    /// </summary>
    public const int Tokens = 131_072;

    /// <summary>Room for an answer whose length is not limited, in tokens: the longest that was seen.</summary>
    public const int AnswerTokens = 8_192;

    /// <summary>The tokens of a request at most, so that the answer has room.</summary>
    /// <param name="sampling">May limit the answer.</param>
    public static int FindMaximumInput(SamplingOptions? sampling)
        => Math.Max(1, Tokens - Math.Clamp(sampling?.MaxTokens ?? AnswerTokens, 1, Tokens / 2));
}
