using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Reads text files for prompts.</summary>
internal static class TextFile
{
    /// <summary>Reads a whole file. A byte-order mark decides; without one the given encoding, else UTF-8.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="encoding">The encoding of a file without a mark; null for UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="warn">Takes what was left out of the file.</param>
    /// <exception cref="GigaChatException">No such file, a folder, too large, an archive, binary, or not in this encoding.</exception>
    public static async Task<string> ReadAsync(
        string path, Encoding? encoding, CancellationToken cancellationToken, Action<string>? warn = null)
    {
        using TextFileReader reader = await OpenReaderAsync(path, encoding, warn, cancellationToken).ConfigureAwait(false);
        // No encoding needs more than four bytes for a character. Some devices have no length.
        if (reader.Bytes > TextLimit.MaxCharacters * 4L)
            throw TooLarge(path, reader.Bytes);
        string text = await ReadToEndAsync(reader, path, cancellationToken).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(text)
            ? throw new GigaChatException(GigaChatErrorKind.PromptRequired, Localized.Format(CmdletMessages.FileIsEmpty, path))
            : text;
    }

    /// <summary>Opens a file to be read as a stream, however long it is.</summary>
    /// <inheritdoc cref="ReadAsync" path="/param"/>
    /// <exception cref="GigaChatException">No such file, or a folder; what else is wrong with it shows while it is read.</exception>
    public static async ValueTask<TextReader> OpenAsync(
        string path, Encoding? encoding, Action<string> warn, CancellationToken cancellationToken)
        => await OpenReaderAsync(path, encoding, warn, cancellationToken).ConfigureAwait(false);

    private static async Task<TextFileReader> OpenReaderAsync(
        string path, Encoding? encoding, Action<string>? warn, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileIsFolder, path));
        try
        {
            return new TextFileReader(path, await LocalFile.OpenAsync(path, cancellationToken).ConfigureAwait(false), encoding, warn);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.Unreadable(path, e);
        }
    }

    /// <summary>Reads a file for a cmdlet, which warns of what was left out.</summary>
    public static string Read(AsyncCommand cmdlet, string path, Encoding? encoding)
    {
        string? warning = null;
        string text = cmdlet.Await(token => ReadAsync(path, encoding, token, note => warning = note));
        if (warning is not null)
            cmdlet.WriteWarning(warning);
        return text;
    }

    private static async Task<string> ReadToEndAsync(TextFileReader reader, string path, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        char[] block = new char[16 * 1024];
        while (await reader.ReadAsync(block, cancellationToken).ConfigureAwait(false) is > 0 and int length)
        {
            text.Append(block, 0, length);
            if (text.Length > TextLimit.MaxCharacters)
                throw TooLarge(path, Math.Max(reader.Bytes, text.Length));
        }
        return text.ToString();
    }

    private static GigaChatException TooLarge(string path, long bytes)
        => new(GigaChatErrorKind.TooLarge,
            Localized.Format(CmdletMessages.FileTooLarge, path, bytes / (1024.0 * 1024), TextLimit.MaxMillions));
}
