using System.Globalization;
using GigaChat.Resources;

namespace GigaChat.LongTexts;

/// <summary>
/// What the model is told of parts, in the language of the prompt: the language of the user's system says nothing of the prompt's, and
/// words of another language may change that of the answer.
/// </summary>
internal sealed class PartWords
{
    private readonly CultureInfo _culture;

    private PartWords(string language) => _culture = CultureInfo.GetCultureInfo(language);

    /// <summary>The words for a prompt: Russian where it has Cyrillic letters.</summary>
    public static PartWords For(string prompt) => new(prompt.AsSpan().ContainsAnyInRange('\u0400', '\u04ff') ? "ru" : "en");

    /// <summary>The question about a part of the material.</summary>
    public string AskPart(string prompt, int number, int count, string material)
        => $"{prompt}\n\n{Get(nameof(LongTextMessages.PartHeading), number, count)}\n\n{material}";

    /// <summary>The question that makes one answer of several.</summary>
    public string AskToJoin(string prompt, string answers) => $"{prompt}\n\n{Get(nameof(LongTextMessages.JoinHeading))}\n\n{answers}";

    /// <summary>Answers one after another, each with the parts that it is about.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="count">The number of parts.</param>
    /// <param name="isMasked">With their marks, as the model wrote them.</param>
    public string List(IEnumerable<PartAnswer> answers, int count, bool isMasked)
        => string.Join("\n\n", answers.Select(answer => $"{Label(answer, count)}\n{(isMasked ? answer.MaskedText : answer.Reply.Text)}"));

    private string Label(PartAnswer answer, int count) => Get(
        answer.First == answer.Last ? nameof(LongTextMessages.PartLabel) : nameof(LongTextMessages.PartsLabel),
        answer.First, answer.Last, count);

    private string Get(string name, params object[] values)
        => string.Format(CultureInfo.InvariantCulture, LongTextMessages.ResourceManager.GetString(name, _culture)!, values);
}
