using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.LongTexts;

/// <summary>How many tokens of material a request has room for, beside everything else in it.</summary>
internal static class RequestRoom
{
    // What the service adds for each message, and for the request.
    private const int MessageTokens = 8;
    private const int RequestTokens = 32;

    // What is surely below this share of the room is not counted.
    private const int SmallShare = 20;

    /// <summary>Finds the room.</summary>
    /// <param name="material">The question.</param>
    /// <param name="prompt">The question with all words that go with each request.</param>
    /// <param name="count">Counts tokens.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>: there is none.</exception>
    /// <returns>Tokens.</returns>
    public static async Task<int> FindAsync(
        LongMaterial material, string prompt, TokenCounting count, CancellationToken cancellationToken)
    {
        ChatRequest question = material.Question;
        TextMasker masker = material.Masker;
        string[] texts = [.. TextsOf(question).Append(prompt).Select(text => masker.Mask(text, cancellationToken))];
        long tokens = RequestTokens + ((long)MessageTokens * texts.Length);
        string[] counted = [.. texts.Where(static text => text.Length > 0)];
        if (TokenEstimate.Fits(string.Concat(counted), material.Limit / SmallShare))
            tokens += counted.Sum(static text => (long)TokenEstimate.UpperBound(text));
        else if (counted.Length > 0)
            tokens += (await count(counted, cancellationToken).ConfigureAwait(false)).Sum(static number => (long)number);
        long room = material.Limit - tokens;
        return room >= 2 ? (int)room
            : throw new GigaChatException(
                GigaChatErrorKind.TooLarge, Localized.Format(LongTextMessages.NoRoom, tokens, material.Limit));
    }

    private static IEnumerable<string> TextsOf(ChatRequest question)
    {
        yield return question.SystemPrompt ?? "";
        foreach (ChatMessage message in question.Conversation?.Messages ?? [])
            yield return message.Content + message.FunctionCall;
        foreach (GigaChatFunction function in question.Functions ?? [])
            yield return $"{function.Name} {function.Description} {function.Parameters}";
        yield return question.Schema?.Json ?? "";
    }
}
