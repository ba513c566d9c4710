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
    // More digits than this are no number of a mark that was given elsewhere, but may be a value.
    private const int MostDigits = 6;

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

    /// <summary>
    /// Puts marks in the place of what the rules find, and of values of six characters or more that have a mark already, wherever they
    /// stand by themselves. Marks that stand in the text already stay.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: an expression of one's own takes too long for this text.
    /// </exception>
    /// <returns>The masked text.</returns>
    public string Mask(string text, CancellationToken cancellationToken = default)
        => MaskText(text, withKnown: true, cancellationToken);

    /// <summary>Puts marks in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="withKnown">Also what has a mark already, wherever it stands.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal string MaskText(string text, bool withKnown, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_scanner is null)
            return text;
        var work = new ScanWork(cancellationToken);
        List<MaskMatch> found = FindByRules(text, work);
        if (withKnown)
        {
            Register(text, found, 0, text.Length, work);
            found = AddKnown(text, found, int.MaxValue, work);
        }
        return found.Count == 0 ? text : Replace(text, found, 0, text.Length, work);
    }

    /// <summary>What the rules find, without the marks that stand in the text.</summary>
    /// <inheritdoc cref="Mask" path="/exception"/>
    internal List<MaskMatch> FindByRules(string text, ScanWork work)
    {
        List<MaskMatch> found = Find(text, work);
        if (!text.Contains('[', StringComparison.Ordinal))
            return found;
        List<(int Start, int End)> marks = FindMarks(text, work);
        return marks.Count == 0 ? found : MaskMatches.Without(text, found, marks);
    }

    /// <summary>Takes in what has a mark already, where no rule shows that it is a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">What the rules find.</param>
    /// <param name="count">Of the values with a mark the first so many.</param>
    /// <param name="work">Ends it.</param>
    internal List<MaskMatch> AddKnown(string text, List<MaskMatch> found, int count, ScanWork work)
    {
        List<MaskMatch> known = _table.FindKnown(text, found, count, work);
        if (known.Count > 0 && text.Contains('[', StringComparison.Ordinal))
            known = MaskMatches.Without(text, known, FindMarks(text, work));
        return MaskMatches.With(text, found, known);
    }

    /// <summary>Gives marks to what was found and begins between two places, in the order of the text.</summary>
    internal void Register(string text, List<MaskMatch> found, int from, int to, ScanWork work)
    {
        for (int i = 0; i < found.Count; i++)
        {
            work.Check();
            MaskMatch match = found[i];
            if (match.Start >= from && match.Start < to)
                found[i] = match with { Known = FindOrAdd(text, match) };
        }
    }

    /// <summary>The text between two places, with marks for what was found there.</summary>
    internal string Replace(string text, List<MaskMatch> found, int from, int to, ScanWork work)
    {
        int length = to - from;
        int first = from;
        var parts = new List<(int Start, int End, string Mark)>(found.Count);
        foreach (MaskMatch match in found)
        {
            work.Check();
            if (match.Start < from || match.End > to)
                continue;
            string mark = match.Mark ?? FindOrAdd(text, match).Mark;
            parts.Add((match.Start, match.End, mark));
            length += mark.Length - (match.End - match.Start);
            from = match.End;
        }
        return string.Create(length, (Text: text, Parts: parts, From: first, To: to), static (masked, source) =>
        {
            ReadOnlySpan<char> text = source.Text;
            int from = source.From;
            foreach ((int start, int end, string mark) in source.Parts)
            {
                text[from..start].CopyTo(masked);
                masked = masked[(start - from)..];
                mark.CopyTo(masked);
                masked = masked[mark.Length..];
                from = end;
            }
            text[from..source.To].CopyTo(masked);
        });
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
    internal MarkReader NewReader(bool isJson = false) => isJson ? new(FindEscaped, isJson: true) : new(_table.FindValue);

    /// <summary>Puts back the marks of an answer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="isJson">It is JSON, and stays JSON whatever the marks stand for.</param>
    internal string Restore(string text, bool isJson) => isJson ? RestoreJson(text) : Restore(text);

    /// <summary>Puts back the marks in the texts of JSON, which stays JSON.</summary>
    internal string RestoreJson(string json)
        => _table.IsEmpty || !json.Contains('[', StringComparison.Ordinal) ? json : new JsonRestorer(this).Restore(json);

    /// <summary>A masked text with its marks, in the order in which they stand there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The item or path that the text came from.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <inheritdoc cref="Mask" path="/exception"/>
    /// <returns>The masked text, and what the marks of this object in it stand for.</returns>
    public MaskedText MaskWithMarks(string text, object? source, CancellationToken cancellationToken = default)
    {
        string masked = Mask(text, cancellationToken);
        var marks = new List<TextMark>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = masked.IndexOf('[', StringComparison.Ordinal); i >= 0; i = masked.IndexOf('[', i + 1))
        {
            if (MarkText.Read(masked.AsSpan(i), out _) is { } mark && _table.Find(mark) is { } known && seen.Add(known.Mark))
                marks.Add(known);
        }
        return new MaskedText(masked, marks, source);
    }

    /// <summary>Masks what stands under a name, as in <c>password="…"</c>.</summary>
    /// <param name="name">The name; null where there is none.</param>
    /// <param name="value">The value.</param>
    /// <param name="withKnown">Also what has a mark already, wherever it stands.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal string MaskNamed(string? name, string value, bool withKnown = true, CancellationToken cancellationToken = default)
    {
        if (_scanner is null || name is null || value.Length == 0)
            return MaskText(value, withKnown, cancellationToken);
        var work = new ScanWork(cancellationToken);
        string beginning = $"{name}=\"";
        // A quotation mark, or the end of a line, would end the value there.
        string text = beginning + value.Replace('"', '_').Replace('\n', '_').Replace('\r', '_') + '"';
        MaskMatch found = Find(text, work).FirstOrDefault(match => match.Start <= beginning.Length && match.End >= text.Length - 1);
        if (found.Name is null)
            return MaskText(value, withKnown, cancellationToken);
        List<MaskMatch> whole = [found with { Start = 0, End = value.Length }];
        return Replace(value, MaskMatches.Without(value, whole, FindMarks(value, work)), 0, value.Length, work);
    }

    private TextMark FindOrAdd(string text, MaskMatch match)
        => _table.FindOrAdd(match.Name, text.AsSpan(match.Start, match.End - match.Start));

    private string? FindEscaped(string mark)
        => _table.FindValue(mark) is { } value
            ? JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() : null;

    private List<MaskMatch> Find(string text, ScanWork work)
    {
        try
        {
            return _scanner!.Find(text, work);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, LocalizedMessage.Of(MaskMessages.TakesTooLong), e);
        }
    }

    // A mark is no text of the user: nothing of it is masked again, and its number is not given to anything else. Only kinds that are
    // known make a mark that stays: "[order_123456]" of some other text is none.
    private List<(int Start, int End)> FindMarks(string text, ScanWork work)
    {
        var marks = new List<(int Start, int End)>();
        for (int i = text.IndexOf('[', StringComparison.Ordinal); i >= 0; i = text.IndexOf('[', i + 1))
        {
            work.Check();
            if (MarkText.Read(text.AsSpan(i), out int length) is not { } mark)
                continue;
            _table.Reserve(mark);
            if (_table.FindValue(mark) is not null || IsOfKnownKind(mark))
                marks.Add((i, i + length));
        }
        return marks;
    }

    private bool IsOfKnownKind(string mark)
    {
        int underscore = mark.LastIndexOf('_');
        string name = mark[1..underscore];
        return mark.Length - underscore <= MostDigits + 2
            && (Rules.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
                || TextMaskRules.Kinds.Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
