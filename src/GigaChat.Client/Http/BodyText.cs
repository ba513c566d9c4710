using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace GigaChat.Http;

/// <summary>
/// The text of a body, whatever its charset. Pages of filters name it in the page alone, or not at all; those of Russian products are in
/// windows-1251 then. <see cref="HttpContent.ReadAsStringAsync()"/> fails with a name that .NET does not know.
/// </summary>
internal static partial class BodyText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a body by what names its charset: its header, the page itself, its bytes.</summary>
    /// <param name="body">The body, or its beginning.</param>
    /// <param name="type">Its type as the answer names it, if at all; a charset that nobody knows does not count.</param>
    public static string Decode(ReadOnlySpan<byte> body, MediaTypeHeaderValue? type)
    {
        if (body is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(body[2..]);
        string? charset = type?.CharSet?.Trim('"', '\'', ' ');
        // Only a page names its charset in itself: prompts and answers may quote one that does.
        if (charset is null && MayBePage(type)
            && Charset().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, 1024)])) is { Success: true } named)
            charset = named.Groups[1].Value;
        if (charset is not null && Find(charset) is { } encoding && encoding is not UTF8Encoding)
            return encoding.GetString(body);
        if (body.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        try
        {
            // Without a flush a character that the limit has cut is no error.
            char[] chars = new char[body.Length];
            return new string(chars, 0, StrictUtf8.GetDecoder().GetChars(body, chars, flush: false));
        }
        catch (DecoderFallbackException)
        {
            return (Find("windows-1251") ?? Encoding.Latin1).GetString(body);
        }
    }

    private static bool MayBePage(MediaTypeHeaderValue? type) => type?.MediaType is not { } name
        || name.Contains("html", StringComparison.OrdinalIgnoreCase) || name.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    private static Encoding? Find(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // UTF-7 is known, and refused.
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?([A-Za-z0-9_-]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Charset();
}
