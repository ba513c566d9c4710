using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>Reads the bodies of refusals, of any form and charset, for the reason in them.</summary>
internal static partial class ErrorBodyReader
{
    private const int MaxBytes = 256 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the body of a refusal.</summary>
    public static async Task<ErrorAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] bytes = new byte[MaxBytes];
        int length = await body.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Redact(
            Read(bytes.AsSpan(0, length), response.Content.Headers.ContentType, (int)response.StatusCode),
            SecretRedactor.For(response.RequestMessage));
    }

    /// <summary>Reads what a stream says of its failure, in an event of its own.</summary>
    public static ErrorAnswer Read(ReadOnlySpan<byte> data, SecretRedactor secrets)
        => Redact(Read(data, type: null, (int)HttpStatusCode.OK), secrets);

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body, or its beginning.</param>
    /// <param name="type">Its type as the answer names it, if at all.</param>
    /// <param name="status">The status of the answer.</param>
    public static ErrorAnswer Read(ReadOnlySpan<byte> body, MediaTypeHeaderValue? type, int status)
    {
        string text = Decode(body, type).Trim();
        if (text.Length == 0 || IsBinary(text))
            return new ErrorAnswer { Form = ErrorBodyForm.Empty };
        if (text[0] is '{' or '[' or '"' && JsonText.TryParse(text) is { } json)
            return Read(json, text, status);
        if (WebPage.IsWebPage(type) || WebPage.IsWebPage(text))
            return new ErrorAnswer { Form = ErrorBodyForm.WebPage, Message = WebPage.TitleOf(text) };
        return new ErrorAnswer { Form = ErrorBodyForm.Text, Message = text[0] == '<' ? WebPage.TextOf(text) : text };
    }

    // Services and gateways send back what they were sent, also what signs in.
    private static ErrorAnswer Redact(ErrorAnswer answer, SecretRedactor secrets)
        => answer.Message is { } words ? answer with { Message = secrets.Redact(words) } : answer;

    private static ErrorAnswer Read(JsonElement json, string text, int status)
    {
        try
        {
            string? reason = ErrorReason.Find(json);
            return new ErrorAnswer
            {
                Code = NumberIn(json, "code"),
                Status = NumberIn(json, "status"),
                HasNamedReason = reason is not null,
                Message = reason ?? ErrorReason.WriteWhole(json, status),
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, but no text.
            return new ErrorAnswer { Message = text };
        }
    }

    private static int? NumberIn(JsonElement json, string member)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    // Pages of filters name their charset in the page alone, or not at all; those of Russian products are in windows-1251 then.
    private static string Decode(ReadOnlySpan<byte> body, MediaTypeHeaderValue? type)
    {
        if (body is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(body[2..]);
        string? charset = type?.CharSet?.Trim('"', '\'', ' ');
        if (charset is null && Charset().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, 1024)])) is { Success: true } named)
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

    private static Encoding? Find(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // A picture, or a packed body that is said to be none.
    private static bool IsBinary(string text)
    {
        int controls = text.Count(static c => char.IsControl(c) && !char.IsWhiteSpace(c));
        return controls * 10 > text.Length;
    }

    [GeneratedRegex("""charset\s*=\s*["']?([A-Za-z0-9_-]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Charset();
}
