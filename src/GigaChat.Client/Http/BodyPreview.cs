using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>
/// Bodies as they are shown: texts, not too much of them, nothing that acts on a terminal, and never the token, should a gateway send
/// it back.
/// </summary>
internal static partial class BodyPreview
{
    /// <summary>So much of a text is read.</summary>
    public const int MaxBytes = 8 * 1024;

    private const int MaxTypeLength = 100;

    /// <summary>Describes a body that is in memory, or one whose text is not shown.</summary>
    public static async Task<BodyTrace> DescribeAsync(HttpRequestMessage request, HttpContent? content, bool isAnswer, bool isInMemory)
    {
        byte[]? bytes = isInMemory && IsText(content?.Headers.ContentType)
            ? await content!.ReadAsByteArrayAsync().ConfigureAwait(false) : null;
        return Describe(request, content?.Headers.ContentType, isAnswer, bytes, content?.Headers.ContentLength);
    }

    /// <summary>Describes a body by its beginning.</summary>
    public static BodyTrace Describe(
        HttpRequestMessage request, MediaTypeHeaderValue? type, bool isAnswer, ReadOnlyMemory<byte>? beginning, long? size) => new()
    {
        Method = request.Method.Method,
        Address = request.RequestUri!,
        IsAnswer = isAnswer,
        ContentType = type?.MediaType is { } name ? VisibleText.OneLine(SecretRedactor.For(request).Redact(name), MaxTypeLength) : null,
        Size = size ?? beginning?.Length,
        Text = beginning is { Length: > 0 } bytes
            ? ToText(bytes.Span, size ?? bytes.Length, SecretRedactor.For(request), type) : null,
    };

    /// <summary>The text, shortened; long stretches without a blank, as pictures in Base64 are, much shortened.</summary>
    internal static string ToText(ReadOnlySpan<byte> bytes, long size, SecretRedactor secrets, MediaTypeHeaderValue? type)
    {
        bool isCut = size > MaxBytes;
        string text = BodyText.Decode(bytes[..Math.Min(bytes.Length, MaxBytes)], type);
        text = VisibleText.Lines(isCut ? secrets.RedactCut(text) : secrets.Redact(text));
        text = Encoded().Replace(text, static run => $"{run.Value[..16]}…");
        return isCut ? $"{text}…\n{Localized.Format(Messages.TraceShortened, ByteSize.ToText(MaxBytes), ByteSize.ToText(size))}" : text;
    }

    /// <summary>Whether a body of this type is text.</summary>
    internal static bool IsText(MediaTypeHeaderValue? type)
        => type?.MediaType is { } name
            && (name.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith("json", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith("xml", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("[A-Za-z0-9+/_=-]{160,}", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();
}
