using System.Buffers;
using System.Globalization;

namespace GigaChat.Authentication;

/// <summary>
/// A key or token as it is pasted: with the name or the header it stood behind, in quotes of any kind, with characters in it that no
/// one sees.
/// </summary>
internal static class PastedSecret
{
    private const int MaxNameLength = 40;

    // Shorter values behind a "=" are taken for a part of the secret.
    private const int MinValueLength = 16;
    private const string Quotes = "\"'`\u00AB\u00BB\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2039\u203A;,";
    private const string ShellScope = "env:";
    private const string Header = "Authorization:";
    private static readonly SearchValues<char> AnyQuote = SearchValues.Create(Quotes);
    private static readonly string[] Schemes = ["Basic", "Bearer"];
    private static readonly string[] Families = ["GIGACHAT_", "GIGA_", "SBER_"];

    /// <summary>Copies a text without control and format characters (zero width, direction, byte-order mark).</summary>
    /// <param name="source">The text.</param>
    /// <param name="target">As long as the source.</param>
    /// <param name="keepWhiteSpace">Leaves white space in, ends of lines and tabs included.</param>
    /// <returns>The length of the copy.</returns>
    public static int CopyVisible(ReadOnlySpan<char> source, Span<char> target, bool keepWhiteSpace)
    {
        int length = 0;
        foreach (char c in source)
        {
            if (char.IsWhiteSpace(c) ? keepWhiteSpace : !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
                target[length++] = c;
        }
        return length;
    }

    /// <summary>Takes off quotes, the name of a variable, and the name and scheme of a header.</summary>
    public static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> text)
    {
        while (true)
        {
            text = Trim(text);
            ReadOnlySpan<char> inside = WithoutScheme(WithoutHeader(WithoutName(text)));
            if (inside.Length == text.Length)
                return text;
            text = inside;
        }
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (true)
        {
            int before = text.Length;
            text = text.Trim().Trim(Quotes);
            if (text.Length == before)
                return text;
        }
    }

    private static ReadOnlySpan<char> WithoutHeader(ReadOnlySpan<char> text)
    {
        int header = text.IndexOf(Header, StringComparison.OrdinalIgnoreCase);
        if (header < 0)
            return text;
        // As in curl -H "Authorization: …" <address>: behind the quote is something else.
        ReadOnlySpan<char> value = Trim(text[(header + Header.Length)..]);
        return value.IndexOfAny(AnyQuote) is > 0 and int end ? value[..end] : value;
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> text)
    {
        foreach (string scheme in Schemes)
        {
            // White space may be gone by now, so "Basic MDAw…" reads "BasicMDAw…"; no Base64 of a UUID begins so.
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && text.Length > scheme.Length)
                return text[scheme.Length..];
        }
        return text;
    }

    // GIGACHAT_CREDENTIALS=…, export …=…, with "$" and "env:" before the name, and in files of YAML GIGACHAT_CREDENTIALS: …
    private static ReadOnlySpan<char> WithoutName(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf('=');
        if (end is > 0 and <= MaxNameLength && IsName(text[..end]) && text.Length - end > MinValueLength && text[end + 1] != '=')
            return text[(end + 1)..];
        end = text.IndexOf(':');
        return end > 0 && IsOfFamily(text[..end]) ? text[(end + 1)..] : text;
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        bool isOfShell = text is ['$', ..] && text[1..].StartsWith(ShellScope, StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> name = isOfShell ? text[(1 + ShellScope.Length)..] : text;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or ' '))
                return false;
        }
        return true;
    }

    private static bool IsOfFamily(ReadOnlySpan<char> name)
    {
        foreach (string family in Families)
        {
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
