namespace GigaChat.Masking;

/// <summary>Goes over the digits of a text and tries rules where a number begins that could be theirs.</summary>
/// <param name="text">The text.</param>
/// <param name="numbers">Rules for numbers of ten digits or more.</param>
/// <param name="dotted">Rules for digits with dots between them.</param>
/// <param name="work">Counts.</param>
internal sealed class DigitScanner(string text, MaskRule[] numbers, MaskRule[] dotted, ScanWork work)
{
    private const int FewestDigits = 10;
    private const int MostDigits = 19;

    // Between two digits of a number: ") " and ") - " are the longest.
    private const int LongestGap = 3;

    /// <summary>Reports each match: the rule, its beginning and its end.</summary>
    public void Find(Action<MaskRule, int, int> report)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int next = text.AsSpan(i).IndexOfAnyInRange('0', '9');
            if (next < 0)
                break;
            i += next;
            int end = i + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (!ContinuesLeft(i))
                end = Math.Max(end, Try(i, end, report));
            i = end - 1;
            work.Check();
        }
    }

    private int Try(int start, int end, Action<MaskRule, int, int> report)
    {
        if (dotted.Length > 0 && FindDottedEnd(start, end) is > 0 and var last && TryDotted(start, last, report))
            return last;
        int digits = numbers.Length == 0 ? 0 : CountDigits(end, end - start);
        if (digits < FewestDigits)
            return 0;
        // A plus sign or a bracket before the first digit belongs to a telephone number.
        int first = start;
        if (first > 0 && text[first - 1] == '(')
            first--;
        if (first > 0 && text[first - 1] == '+')
            first--;
        int found = first < start ? TryRules(numbers, first, 0, digits, report) : 0;
        return found > 0 ? found : TryRules(numbers, start, end - start, digits, report);
    }

    private bool TryDotted(int start, int end, Action<MaskRule, int, int> report)
    {
        if (IsVersion(start) || ContinuesRight(end))
            return false;
        foreach (MaskRule rule in dotted)
        {
            if (rule.Check is { } check && !check(text.AsSpan(start, end - start)))
                continue;
            report(rule, start, end);
            return true;
        }
        return false;
    }

    private int TryRules(MaskRule[] rules, int start, int firstDigits, int digits, Action<MaskRule, int, int> report)
    {
        foreach (MaskRule rule in rules)
        {
            if (!rule.MayBegin(text[start], firstDigits, digits) || rule.Find(text, start, work) is not { } part
                || ContinuesRight(part.End))
            {
                continue;
            }
            report(rule, part.Start, part.End);
            return part.End;
        }
        return 0;
    }

    // The end of four numbers of one to three digits, dots between them; 0 for anything else.
    private int FindDottedEnd(int start, int end)
    {
        for (int dots = 0; end - start is > 0 and <= 3; dots++)
        {
            if (dots == 3)
                return end;
            if (end >= text.Length || text[end] != '.')
                return 0;
            start = ++end;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
        }
        return 0;
    }

    private int CountDigits(int end, int count)
    {
        int gap = 0;
        for (int i = end; i < text.Length && count < MostDigits; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                count++;
                gap = 0;
            }
            else if (++gap > LongestGap || text[i] is not (' ' or '-' or '(' or ')' or '.' or '\u00A0' or '\u2011' or '\u2013'))
            {
                break;
            }
        }
        return count;
    }

    // Digits that end a word, the last part of a UUID, the places after a decimal point.
    private bool ContinuesLeft(int start)
    {
        if (start == 0)
            return false;
        char before = text[start - 1];
        if (char.IsLetter(before) || before == '_')
            return true;
        return start > 1 && before switch
        {
            '-' => char.IsAsciiLetterOrDigit(text[start - 2]),
            '.' or ',' => char.IsAsciiDigit(text[start - 2]),
            _ => false,
        };
    }

    private bool ContinuesRight(int end)
    {
        if (end >= text.Length)
            return false;
        if (char.IsLetterOrDigit(text[end]) || text[end] == '_')
            return true;
        return text[end] is '-' or '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
    }

    // "Chrome/120.0.0.0", "version 1.2.3.4": programs have numbers of the same form.
    private bool IsVersion(int start)
    {
        if (start > 1 && text[start - 1] == '/' && char.IsLetterOrDigit(text[start - 2]))
            return true;
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, start - 12), Math.Min(12, start)).TrimEnd(" :=\"'v");
        return before.EndsWith("ersion", StringComparison.OrdinalIgnoreCase) || before.EndsWith("ерсия", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("ерсии", StringComparison.OrdinalIgnoreCase) || before.EndsWith("build", StringComparison.OrdinalIgnoreCase);
    }
}
