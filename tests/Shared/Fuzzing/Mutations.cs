using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace GigaChat.Tests.Fuzzing;

/// <summary>Good documents with something wrong in them: most bugs sit close to what is right.</summary>
internal static partial class Mutations
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "-1e-999", "2147483648", "9223372036854775807", "-9223372036854775808",
        "99999999999999999999999", "253402300800",
        "\"\"", "\"text\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\uFEFF\"", "\"2026-11-20\"", "\"null\"", "\"{}\"",
        "\"{\\\"a\\\":\\\"\\\\ud800\\\"}\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"a\":null}", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"\":{}}", "{\"\\u0000\":[]}",
        "NaN", "Infinity", "undefined", "'text'", "// comment\n", "/* comment */", "\xFF", "\"\xC3\x28\"", "\"\xED\xA0\x80\"",
        "\xEF\xBB\xBF", "\0",
    ];

    private static readonly string[] Deep = [
        Nested('[', ']', 70), Nested('[', ']', 5000), Nested('{', '}', 70), new string('[', 5000), '"' + new string('a', 20_000) + '"',
        new string('9', 5000)];

    /// <summary>JSON documents with up to four changes: tokens left out, repeated, exchanged, of another type; cut; garbled.</summary>
    public static Gen<Bytes> Json(params string[] documents) => Changed(documents, ChangeJson);

    /// <summary>Any documents with up to four changes of their bytes and lines.</summary>
    public static Gen<Bytes> Any(params byte[][] documents)
        => Changed([.. documents.Select(Encoding.Latin1.GetString)], static (text, random) => ChangeBytes(text, random), isLatin: true);

    /// <summary>Text of nasty characters.</summary>
    public static Gen<string> Text(string alphabet, int longest) =>
        from length in Gen.Choose(0, longest)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Random(alphabet, length, new Random(seed));

    /// <summary>One change of bytes.</summary>
    public static string ChangeBytes(string text, Random random)
    {
        int at = random.Next(text.Length + 1);
        int length = random.Next(Math.Min(text.Length - at, random.Next(3) == 0 ? 200 : 4) + 1);
        switch (random.Next(7))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, text.Substring(at, length));
            case 2:
                return text[..at];
            case 3:
                return text.Insert(at, ((char)random.Next(256)).ToString());
            case 4 when at < text.Length:
                return string.Concat(text.AsSpan(0, at), ((char)(text[at] ^ (1 << random.Next(8)))).ToString(), text.AsSpan(at + 1));
            case 5:
                return text.Insert(at, Values[random.Next(Values.Length)]);
            default:
                string[] lines = text.Split('\n');
                int one = random.Next(lines.Length), other = random.Next(lines.Length);
                (lines[one], lines[other]) = (lines[other], lines[one]);
                return string.Join(random.Next(3) switch { 0 => "\r\n", 1 => "\r", _ => "\n" }, lines);
        }
    }

    private static Gen<Bytes> Changed(string[] documents, Func<string, Random, string> change, bool isLatin = false) =>
        from document in Gen.Elements(documents)
        from changes in Gen.Choose(0, 4)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Change(document, changes, new Random(seed), change, isLatin);

    private static Bytes Change(string document, int changes, Random random, Func<string, Random, string> change, bool isLatin)
    {
        string text = isLatin ? document : Bytes.Of(document).Latin;
        for (int i = 0; i < changes; i++)
            text = change(text, random);
        return Bytes.FromLatin(text);
    }

    private static string ChangeJson(string text, Random random)
    {
        List<string> tokens = [.. Token().Matches(text).Select(static match => match.Value)];
        if (tokens.Count == 0 || random.Next(8) == 0)
            return ChangeBytes(text, random);
        int at = random.Next(tokens.Count);
        int end = EndOf(tokens, at);
        switch (random.Next(8))
        {
            case 0:
                tokens.RemoveRange(at, end - at);
                break;
            case 1:
                tokens.InsertRange(at, [.. tokens[at..end], ","]);
                break;
            case 2:
                // The value of another place: of a right kind, but not here.
                int from = random.Next(tokens.Count);
                List<string> other = tokens[from..EndOf(tokens, from)];
                tokens.RemoveRange(at, end - at);
                tokens.InsertRange(at, other);
                break;
            case 3:
                tokens.RemoveAt(at);
                break;
            case 4:
                string value = string.Concat(tokens[at..end]);
                tokens.RemoveRange(at, end - at);
                tokens.Insert(at, random.Next(2) == 0 ? $"[{value}]" : $"{{\"a\":{value}}}");
                break;
            case 5 when random.Next(4) == 0:
                tokens.RemoveRange(at, end - at);
                tokens.Insert(at, Deep[random.Next(Deep.Length)]);
                break;
            default:
                tokens.RemoveRange(at, end - at);
                tokens.Insert(at, Values[random.Next(Values.Length)]);
                break;
        }
        return string.Concat(tokens);
    }

    // The end of the value that begins here: of an object or array behind its last bracket.
    private static int EndOf(List<string> tokens, int start)
    {
        int depth = 0;
        for (int i = start; i < tokens.Count; i++)
        {
            depth += tokens[i] is "[" or "{" ? 1 : tokens[i] is "]" or "}" ? -1 : 0;
            if (depth <= 0)
                return i + 1;
        }
        return tokens.Count;
    }

    private static string Random(string alphabet, int length, Random random)
        => string.Create(length, (alphabet, random), static (span, state) =>
        {
            foreach (ref char c in span)
                c = state.alphabet[state.random.Next(state.alphabet.Length)];
        });

    private static string Nested(char open, char close, int depth)
        => open == '{' ? string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string(close, depth)
            : new string(open, depth) + new string(close, depth);

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|[\\[\\]{}:,]|[^\\s\\[\\]{}:,\"]+|\\s+|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
