using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GigaChat.Http;

/// <summary>Recognizes and reads the pages with which gateways and proxies answer instead of the service, often with status 200.</summary>
internal static class WebPage
{
    private static readonly string[] Openings = ["<!doctype html", "<html", "<head", "<body"];

    // What says what a page is about, the best first.
    private static readonly string[] Titles = ["title", "h1", "h2"];

    // What no browser shows, and the tag that ends it.
    private static readonly (string Begin, string End)[] Unread = [("<script", "</script"), ("<style", "</style")];

    /// <summary>The body is HTML.</summary>
    public static bool IsWebPage(HttpContentHeaders headers) => IsWebPage(headers.ContentType);

    /// <summary>The type is that of HTML.</summary>
    public static bool IsWebPage(MediaTypeHeaderValue? type)
        => type?.MediaType is { } name && name.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text is HTML, whatever its type is said to be.</summary>
    public static bool IsWebPage(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart();
        while (rest.StartsWith("<!--", StringComparison.Ordinal))
            rest = rest[Behind(rest, "-->")..].TrimStart();
        foreach (string opening in Openings)
        {
            if (rest.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>What a page is about: its title, else a heading, else its text; empty where it has none.</summary>
    public static string TitleOf(string page)
    {
        foreach (string tag in Titles)
        {
            int begin = page.IndexOf("<" + tag, StringComparison.OrdinalIgnoreCase);
            if (begin < 0)
                continue;
            ReadOnlySpan<char> rest = page.AsSpan(begin);
            int end = rest.IndexOf("</" + tag, StringComparison.OrdinalIgnoreCase);
            if (end > 0 && TextOf(rest[..end]) is { Length: > 0 } title)
                return title;
        }
        return TextOf(page);
    }

    /// <summary>The text of HTML or XML without its tags, on one line.</summary>
    public static string TextOf(ReadOnlySpan<char> markup)
    {
        var text = new StringBuilder(markup.Length);
        while (markup.IndexOf('<') is >= 0 and int begin)
        {
            text.Append(markup[..begin]).Append(' ');
            markup = markup[begin..];
            markup = markup[LengthOfTag(markup)..];
        }
        string plain = WebUtility.HtmlDecode(text.Append(markup).ToString());
        return string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // A tag, a comment, or what is between two tags and is no text.
    private static int LengthOfTag(ReadOnlySpan<char> markup)
    {
        foreach ((string begin, string end) in Unread)
        {
            if (markup.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
                return markup.IndexOf(end, StringComparison.OrdinalIgnoreCase) is > 0 and int length ? length : markup.Length;
        }
        return Behind(markup, markup.StartsWith("<!--", StringComparison.Ordinal) ? "-->" : ">");
    }

    private static int Behind(ReadOnlySpan<char> text, string end)
        => text.IndexOf(end, StringComparison.OrdinalIgnoreCase) is >= 0 and int found ? found + end.Length : text.Length;
}
