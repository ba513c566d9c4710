using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Rest;

/// <summary>The file of -OutFile: replaced as Invoke-RestMethod does, but only once the answer is whole.</summary>
internal sealed class RestOutputFile
{
    private readonly string _path;

    private RestOutputFile(string path) => _path = path;

    /// <summary>Finds the place.</summary>
    public static RestOutputFile Resolve(AsyncCommand cmdlet, string path) => new(PathResolver.ForWriting(cmdlet, path));

    /// <summary>Sends the request and saves its answer.</summary>
    /// <exception cref="GigaChatException">
    /// No good answer, or <see cref="GigaChatErrorKind.FileNotWritten"/>; the file is as it was.
    /// </exception>
    public async Task SaveAsync(
        GigaChatConnection connection, RestRequest request, CallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var temporary = new AtomicFile(AtomicFile.FolderOf(_path));
            FileStream file = temporary.Create(bufferSize: 0);
            await using (file.ConfigureAwait(false))
                await connection.DownloadRestAsync(request, file, options, cancellationToken).ConfigureAwait(false);
            temporary.MoveTo(_path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(FileMessages.NotWritten, _path, e.Message), e);
        }
    }
}
