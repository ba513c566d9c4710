using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Serialization;

/// <summary>Bytes as the text they hold.</summary>
internal static class ByteText
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes bytes: a byte-order mark decides, else the given encoding, else UTF-8.</summary>
    /// <returns>The text; null where the bytes are none.</returns>
    public static string? TryDecode(byte[] bytes, Encoding? encoding)
    {
        try
        {
            Encoding? marked = Marked.FirstOrDefault(candidate => bytes.AsSpan().StartsWith(candidate.Preamble));
            string text = marked is null
                ? (encoding ?? StrictUtf8).GetString(bytes)
                : marked.GetString(bytes.AsSpan(marked.Preamble.Length));
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Decodes bytes.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotText"/>.</exception>
    public static string Decode(byte[] bytes, Encoding? encoding)
    {
        TextLimit.ThrowIfExceeded(bytes.Length / 4);
        return TryDecode(bytes, encoding)
            ?? throw new GigaChatException(GigaChatErrorKind.FileNotText, Localized.Format(CmdletMessages.BytesNotText, bytes.Length));
    }
}
