using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GigaChat.Core;

namespace GigaChat.Commands.Serialization;

/// <summary>
/// One line of JSON that is written within limits: where a limit is reached, texts are cut and lists end, each with a mark.
/// </summary>
#pragma warning disable CA1001 // A Utf8JsonWriter over a buffer in memory holds nothing to free.
internal sealed class JsonOutput
#pragma warning restore CA1001
{
    private const int ScalarLength = 8;
    private const int Punctuation = 3;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    // Escaped Cyrillic would cost tokens, and the text never becomes part of a page. Names may repeat: keys that differ in PowerShell, such
    // as 1 and '1', do.
    private readonly Utf8JsonWriter _writer;
    private long _limit;

    public JsonOutput()
        => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        });

    /// <summary>About how many characters there are so far; never less than there are letters.</summary>
    public long Length { get; private set; }

    /// <summary>The limit is reached.</summary>
    public bool IsFull => Length >= _limit;

    /// <summary>Begins a new line.</summary>
    /// <param name="maximumLength">Characters; null for the most that any model takes.</param>
    public void Begin(int? maximumLength)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        Length = 0;
        _limit = maximumLength ?? long.MaxValue;
    }

    /// <summary>Ends the line.</summary>
    public string End()
    {
        _writer.Flush();
        return Unescape(Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }

    /// <summary>Writes a part for which a closer limit may hold.</summary>
    /// <param name="length">Characters of the part at most.</param>
    /// <param name="write">Writes it.</param>
    public void WriteWithin(int length, Action write)
    {
        long outer = _limit;
        _limit = Math.Min(outer, Length + length);
        try
        {
            write();
        }
        finally
        {
            _limit = outer;
        }
    }

    public void BeginObject() => _writer.WriteStartObject();

    public void EndObject() => _writer.WriteEndObject();

    public void BeginArray() => _writer.WriteStartArray();

    public void EndArray() => _writer.WriteEndArray();

    public void WriteName(string name)
    {
        _writer.WritePropertyName(name);
        Add(name.Length + Punctuation);
    }

    public void WriteNull()
    {
        _writer.WriteNullValue();
        Add(ScalarLength);
    }

    /// <summary>Writes a value without parts; nothing for others.</summary>
    public bool TryWriteScalar(object value)
    {
        if (!ScalarWriter.TryWrite(_writer, value))
            return false;
        Add(ScalarLength);
        return true;
    }

    /// <summary>Writes a text, cut where it goes beyond the limit.</summary>
    public void WriteText(string text)
    {
        long room = _limit - Length;
        if (text.Length > room)
        {
            int kept = (int)Math.Max(0, room);
            if (kept > 0 && char.IsHighSurrogate(text[kept - 1]))
                kept--;
            text = text[..kept] + Mark.Cut(text.Length - kept);
        }
        WriteMark(text);
    }

    /// <summary>Writes a text in any case.</summary>
    public void WriteMark(string text)
    {
        _writer.WriteStringValue(text);
        Add(text.Length + Punctuation);
    }

    // The writer escapes emoji and no-break spaces whatever its encoder; a model would read, and count, the escapes.
    private static string Unescape(string json)
    {
        int next = json.IndexOf(@"\u", StringComparison.Ordinal);
        if (next < 0)
            return json;
        var text = new StringBuilder(json.Length);
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
            }
            else if (json[i + 1] == 'u' && ToLetter(json.AsSpan(i + 2, 4)) is { } letter)
            {
                text.Append(letter);
                i += 5;
            }
            else
            {
                text.Append(json[i]).Append(json[++i]);
            }
        }
        return text.ToString();
    }

    // Control characters and line ends of all kinds stay escaped.
    private static char? ToLetter(ReadOnlySpan<char> digits)
    {
        char letter = (char)int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return letter < ' ' || char.IsControl(letter) || letter is '\u2028' or '\u2029' ? null : letter;
    }

    // What no model takes is refused before memory grows: a list may have no end.
    private void Add(int length)
    {
        Length += length;
        TextLimit.ThrowIfExceeded(Length);
    }
}
