using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>Reads the bodies of refusals, of any form and charset, for the reason in them.</summary>
internal static class ErrorBodyReader
{
    private const int MaxBytes = 256 * 1024;

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
        string text = BodyText.Decode(body, type).Trim();
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

    // A picture, or a packed body that is said to be none.
    private static bool IsBinary(string text)
    {
        int controls = text.Count(static c => char.IsControl(c) && !char.IsWhiteSpace(c));
        return controls * 10 > text.Length;
    }
}
