using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Reads text files for prompts.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file. A byte-order mark decides; without one the given encoding, else UTF-8.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="encoding">The encoding of a file without a mark; null for UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="GigaChatException">No such file, a folder, too large, binary, or not in this encoding.</exception>
    public static async Task<string> ReadAsync(string path, Encoding? encoding, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileIsFolder, path));
        try
        {
            using FileStream file = await LocalFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            // No encoding needs more than four bytes for a character. Some devices have no length.
            if (file.Length > TextLimit.MaxCharacters * 4L)
                throw TooLarge(path, file.Length);
            using var reader = new StreamReader(file, encoding ?? StrictUtf8, detectEncodingFromByteOrderMarks: true);
            string text = await ReadToEndAsync(reader, path, cancellationToken).ConfigureAwait(false);
            if (text.Contains('\0', StringComparison.Ordinal))
                throw new GigaChatException(GigaChatErrorKind.FileNotText, Localized.Format(CmdletMessages.FileIsBinary, path));
            if (string.IsNullOrWhiteSpace(text))
                throw new GigaChatException(GigaChatErrorKind.PromptRequired, Localized.Format(CmdletMessages.FileIsEmpty, path));
            return text;
        }
        catch (DecoderFallbackException e)
        {
            throw new GigaChatException(GigaChatErrorKind.FileNotText, Localized.Format(CmdletMessages.FileNotUtf8, path), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileUnreadable, path, e.Message), e);
        }
    }

    private static async Task<string> ReadToEndAsync(StreamReader reader, string path, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        char[] block = new char[16 * 1024];
        while (await reader.ReadAsync(block, cancellationToken).ConfigureAwait(false) is > 0 and int length)
        {
            text.Append(block, 0, length);
            if (text.Length > TextLimit.MaxCharacters)
                throw TooLarge(path, Math.Max(text.Length, reader.BaseStream.Length));
        }
        return text.ToString();
    }

    private static GigaChatException TooLarge(string path, long bytes)
        => new(GigaChatErrorKind.TooLarge,
            Localized.Format(CmdletMessages.FileTooLarge, path, bytes / (1024.0 * 1024), TextLimit.MaxMillions));
}
