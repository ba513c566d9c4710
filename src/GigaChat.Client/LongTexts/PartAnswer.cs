namespace GigaChat.LongTexts;

/// <summary>An answer about some parts that follow each other.</summary>
/// <param name="First">The number of the first part.</param>
/// <param name="Last">The number of the last part.</param>
/// <param name="Reply">The answer.</param>
internal sealed record PartAnswer(int First, int Last, ChatReply Reply)
{
    // The heading of each answer.
    private const int HeadingTokens = 16;

    /// <summary>Its text with the marks: a value would be known as one no more without what stood around it.</summary>
    public string MaskedText { get; } = Reply.Conversation?.Messages[^1].Content ?? Reply.Text;

    /// <summary>An answer about one part, without that part: all parts together are the whole material.</summary>
    public static PartAnswer Of(int number, ChatReply reply)
    {
        var answer = new PartAnswer(number, number, reply);
        reply.ReleasePrompt();
        return answer;
    }

    /// <summary>Its tokens in the question that joins answers: as the service counted them, else a careful estimate.</summary>
    public int Tokens => HeadingTokens
        + (Reply.Usage?.CompletionTokens is > 0 and var counted ? counted : (int)TokenEstimate.Of(Reply.Text) * 2);
}
