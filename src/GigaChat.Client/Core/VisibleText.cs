using System.Globalization;
using System.Text;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>
/// Text that came from outside, as it may be shown. A terminal carries out control sequences (C0, DEL, C1), and format
/// characters (bidi overrides, zero width, tags) change how the text around them looks; so both are written as code points.
/// </summary>
internal static class VisibleText
{
    private const int ZeroWidthJoiner = 0x200D;
    private const int VariationSelector16 = 0xFE0F;

    /// <summary>
    /// The text on one line: line ends and tabs as <c>\n</c>, <c>\r</c>, <c>\t</c>, other control, format and separator characters
    /// and lone surrogates as <c>\u{1B}</c>; so are letters that leave no mark, with which two names look the same. For questions,
    /// errors, names and lists.
    /// </summary>
    /// <param name="text">The text from outside.</param>
    /// <param name="maximum">Characters to show; what is beyond is counted ("… (+1,234 characters)").</param>
    public static string OneLine(string? text, int maximum = int.MaxValue) => Show(text, maximum, keepLines: false);

    /// <summary>
    /// The same, with line ends, tabs, and the joiners inside of emoji as they are. For texts of several lines. A carriage return
    /// alone is no line end: it would let the text behind it cover the text before it.
    /// </summary>
    /// <inheritdoc cref="OneLine"/>
    public static string Lines(string? text, int maximum = int.MaxValue) => Show(text, maximum, keepLines: true);

    /// <summary>Whether <see cref="OneLine"/> shows the text as it is.</summary>
    public static bool IsPlain(string text) => !NeedsEscape(text, keepLines: false);

    private static string Show(string? text, int maximum, bool keepLines)
    {
        if (string.IsNullOrEmpty(text) || (text.Length <= maximum && !NeedsEscape(text, keepLines)))
            return text ?? "";
        var shown = new StringBuilder(Math.Min(text.Length, maximum) + 32);
        int index = 0;
        while (index < text.Length)
        {
            bool isWhole = Rune.TryGetRuneAt(text, index, out Rune rune);
            int length = isWhole ? rune.Utf16SequenceLength : 1;
            int before = shown.Length;
            if (!isWhole || IsEscaped(text, index, rune, keepLines))
                AppendEscape(shown, isWhole ? rune.Value : text[index]);
            else
                shown.Append(text, index, length);
            if (shown.Length > maximum)
            {
                shown.Length = before;
                break;
            }
            index += length;
        }
        if (index < text.Length)
            shown.Append(Localized.Format(Messages.CharactersLeftOut, text.Length - index));
        return shown.ToString();
    }

    private static bool NeedsEscape(string text, bool keepLines)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (c is >= ' ' and <= '~')
                continue;
            if (!Rune.TryGetRuneAt(text, index, out Rune rune) || IsEscaped(text, index, rune, keepLines))
                return true;
            index += rune.Utf16SequenceLength - 1;
        }
        return false;
    }

    // U+FFFD stands for bytes that are no text: on one line, with names and errors, that is worth to be seen.
    private static bool IsEscaped(string text, int index, Rune rune, bool keepLines)
        => keepLines ? IsActive(rune) && !IsPartOfLines(text, index, rune)
            : IsActive(rune) || rune == Rune.ReplacementChar || IsInvisible(rune);

    // Fillers of Hangul, blanks of Braille and Khmer, and selectors of variants, also those that smuggle bytes behind a visible letter. The
    // one that makes an emoji colourful is in many texts.
    private static bool IsInvisible(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180D) or 0x180F or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and < VariationSelector16)
        or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsActive(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsPartOfLines(string text, int index, Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        '\r' => index + 1 < text.Length && text[index + 1] == '\n',
        _ => JoinsEmoji(text, index, rune),
    };

    // Families and professions are several emoji with a joiner between: written as code points they would fall apart.
    private static bool JoinsEmoji(string text, int index, Rune rune)
        => rune.Value == ZeroWidthJoiner && index > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out Rune before, out _) == 0
            && Rune.TryGetRuneAt(text, Math.Min(index + 1, text.Length - 1), out Rune after) && IsEmoji(before) && IsEmoji(after);

    // The tones of skin are modifier symbols; so are "`" and "^", which join nothing.
    private static bool IsEmoji(Rune rune) => rune.Value is VariationSelector16 or (>= 0x1F3FB and <= 0x1F3FF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    private static void AppendEscape(StringBuilder shown, int value) => shown.Append(value switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{{{value:X2}}}"),
    });
}
