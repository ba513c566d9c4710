using System.Globalization;
using System.Text;
using GigaChat.Core;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Text from outside in a question to the user.</summary>
internal static class QuestionText
{
    private const int MaxBlanks = 3;

    /// <summary>
    /// The text on one line, as <see cref="VisibleText.OneLine"/> shows it; of many blanks in a row those beyond the third are code
    /// points. A terminal breaks long lines at blanks, so that with enough of them any text would begin a line, as if it were the question.
    /// </summary>
    /// <param name="text">The text from outside.</param>
    /// <param name="maximum">Characters to show; what is beyond is counted.</param>
    public static string From(string? text, int maximum) => VisibleText.OneLine(text is null ? null : ShowBlanks(text), maximum);

    private static string ShowBlanks(string text)
    {
        StringBuilder? shown = null;
        int blanks = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            blanks = char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? blanks + 1 : 0;
            if (blanks > MaxBlanks)
                (shown ??= new StringBuilder(text, 0, i, text.Length * 2)).Append(CultureInfo.InvariantCulture, $@"\u{{{(int)c:X2}}}");
            else
                shown?.Append(c);
        }
        return shown?.ToString() ?? text;
    }
}
