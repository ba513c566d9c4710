using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using GigaChat.Masking;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>
/// Masks texts: what the rules find goes as a mark such as <c>[EMAIL_1]</c>, the same thing as the same mark for as long as this object
/// is used. It keeps what the marks stand for, in memory alone, and puts it back. Safe for use from many threads.
/// </summary>
public sealed class TextMasker
{
    private readonly TextScanner? _scanner;
    private readonly MarkTable _table;

    /// <summary>Begins with no marks.</summary>
    /// <param name="rules">What is masked.</param>
    public TextMasker(TextMaskRules rules)
        : this(rules, new MarkTable())
    {
    }

    internal TextMasker(TextMaskRules rules, MarkTable table)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        _scanner = rules.Scanner;
        _table = table;
    }

    /// <summary>What is masked.</summary>
    public TextMaskRules Rules { get; }

    internal MarkTable Table => _table;

    /// <summary>The marks so far, in the order in which they were given.</summary>
    public IReadOnlyList<TextMark> Marks => _table.Marks;

    /// <summary>Puts marks in the place of what the rules find. Marks that stand in the text already stay.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: an expression of one's own takes too long for this text.
    /// </exception>
    /// <returns>The masked text.</returns>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_scanner is null)
            return text;
        List<MaskMatch> found = Find(text);
        if (text.Contains('[', StringComparison.Ordinal))
            LeaveMarks(text, found);
        if (found.Count == 0)
            return text;
        var masked = new StringBuilder(text.Length);
        int from = 0;
        foreach (MaskMatch match in found)
        {
            masked.Append(text, from, match.Start - from);
            masked.Append(_table.FindOrAdd(match.Name, text[match.Start..match.End]));
            from = match.End;
        }
        return masked.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Puts back what the marks of this object stand for; other marks stay.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text as it was, as far as it has marks.</returns>
    public string Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_table.IsEmpty || !text.Contains('[', StringComparison.Ordinal))
            return text;
        MarkReader reader = NewReader();
        return reader.Append(text) + reader.Complete();
    }

    /// <summary>Puts back the marks of a text that comes in pieces.</summary>
    /// <param name="isJson">Marks stand in texts of JSON: their values are escaped as those are.</param>
    internal MarkReader NewReader(bool isJson = false) => isJson ? new(FindEscaped) : new(_table.FindValue);

    /// <summary>Puts back the marks of an answer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="isJson">It is JSON, and stays JSON whatever the marks stand for.</param>
    internal string Restore(string text, bool isJson) => isJson ? RestoreJson(text) : Restore(text);

    /// <summary>Puts back the marks in the texts of JSON, which stays JSON.</summary>
    internal string RestoreJson(string json)
    {
        MarkReader reader = NewReader(isJson: true);
        return reader.Append(json) + reader.Complete();
    }

    /// <summary>Masks what stands under a name, as in <c>password="…"</c>.</summary>
    /// <param name="name">The name; null where there is none.</param>
    /// <param name="value">The value.</param>
    internal string MaskNamed(string? name, string value)
    {
        if (_scanner is null || name is null || value.Length == 0 || value[0] == '[')
            return Mask(value);
        string beginning = $"{name}=\"";
        // A quotation mark, or the end of a line, would end the value there.
        string text = beginning + value.Replace('"', '_').Replace('\n', '_').Replace('\r', '_') + '"';
        MaskMatch found = Find(text).FirstOrDefault(match => match.Start <= beginning.Length && match.End >= text.Length - 1);
        return found.Name is null ? Mask(value) : _table.FindOrAdd(found.Name, value);
    }

    private string? FindEscaped(string mark)
        => _table.FindValue(mark) is { } value
            ? JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() : null;

    private List<MaskMatch> Find(string text)
    {
        try
        {
            return _scanner!.Find(text);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, LocalizedMessage.Of(MaskMessages.TakesTooLong), e);
        }
    }

    // A mark is no text of the user: nothing of it is masked again, and its number is not given to anything else.
    private void LeaveMarks(string text, List<MaskMatch> found)
    {
        var reader = new MarkReader(mark =>
        {
            _table.Reserve(mark);
            return null;
        });
        reader.Scan(text);
        found.RemoveAll(match => HasMark(text.AsSpan(match.Start, match.End - match.Start)));
    }

    private bool HasMark(ReadOnlySpan<char> part)
    {
        if (!part.Contains('['))
            return false;
        bool hasMark = false;
        var reader = new MarkReader(mark =>
        {
            hasMark |= _table.FindValue(mark) is not null;
            return null;
        });
        reader.Scan(part);
        return hasMark;
    }
}
