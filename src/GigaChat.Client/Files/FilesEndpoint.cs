using GigaChat.Core;
using GigaChat.Files;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>
/// Files: <c>POST /files</c>, <c>GET /files</c>, <c>GET /files/{id}</c>, <c>POST /files/{id}/delete</c>, <c>GET
/// /files/{id}/content</c>.
/// </summary>
public static class FilesEndpoint
{
    /// <summary>Stores a file. It is read from disk while it is sent, and sent whole again after a fault that may pass.</summary>
    /// <param name="connection">The connection; the file belongs to its account and its <see cref="GigaChatOptions.UserId"/>.</param>
    /// <param name="path">The full path. The end of the name decides what the service takes it for.</param>
    /// <param name="options">Time limit (the longest silence), trace and progress of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">A file that cannot be sent (nothing was, then), or no answer; see its kind.</exception>
    /// <returns>The file as the service stored it.</returns>
    public static async Task<GigaChatFile> UploadFileAsync(
        this IGigaChatConnection connection, string path, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(path);
        UploadSource source = await UploadSource.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        GigaChatFile file = await connection.UploadAsync(source, options, cancellationToken).ConfigureAwait(false);
        UploadCache.Of(connection).AddUpload(source, file);
        return file;
    }

    /// <summary>All files of the account (and of the connection's <see cref="GigaChatOptions.UserId"/>), in the service's order.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The files.</returns>
    public static async Task<IReadOnlyList<GigaChatFile>> GetFilesAsync(
        this IGigaChatConnection connection, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var request = new ServiceRequest(HttpMethod.Get, "files") { SpendsTokens = false };
        ServiceResponse<FilesResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.FilesResponse, options, cancellationToken)
            .ConfigureAwait(false);
        return [.. (response.Value.Data ?? []).Select(file => GigaChatFile.From(file, response.RequestId))];
    }

    /// <summary>One file by its id.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="id">Its id.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/> where there is none of that id.</exception>
    /// <returns>The file.</returns>
    public static async Task<GigaChatFile> GetFileAsync(
        this IGigaChatConnection connection, string id, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ServiceResponse<FileResponse> response = await connection.Service
            .SendAsync(NewRequest(HttpMethod.Get, id, ""), ResponseJsonContext.Instance.FileResponse, options, cancellationToken)
            .ConfigureAwait(false);
        return GigaChatFile.From(response.Value, response.RequestId);
    }

    /// <summary>Removes a file from the service. There is no way back.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="id">Its id.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/> where there is none of that id.</exception>
    /// <returns>When done.</returns>
    public static async Task DeleteFileAsync(
        this IGigaChatConnection connection, string id, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ServiceResponse<FileDeletionResponse> response = await connection.Service
            .SendAsync(NewRequest(HttpMethod.Post, id, "/delete"), ResponseJsonContext.Instance.FileDeletionResponse, options,
                cancellationToken)
            .ConfigureAwait(false);
        UploadCache.Of(connection).Remove([id]);
        if (response.Value.Deleted != true)
        {
            throw new GigaChatException(GigaChatErrorKind.ServerError, Localized.Format(FileMessages.NotRemoved, id))
            {
                RequestId = response.RequestId,
            };
        }
    }

    /// <summary>Copies the content of a file to a stream while it comes.</summary>
    /// <param name="connection">The connection; one with another <see cref="GigaChatOptions.UserId"/> than the file's is refused.</param>
    /// <param name="id">Its id.</param>
    /// <param name="destination">
    /// Where the content goes. One that can seek is begun again when the connection breaks; with another one a break is an error.
    /// </param>
    /// <param name="options">Time limit (the longest silence), trace and progress of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileNotFound"/> where there is none of that id, <see cref="GigaChatErrorKind.TooLarge"/> for more
    /// than 256 MB, <see cref="GigaChatErrorKind.ResponseInvalid"/> for what is not the whole file.
    /// </exception>
    /// <returns>What the service says of the content.</returns>
    public static Task<FileDownloadResult> DownloadFileAsync(
        this IGigaChatConnection connection,
        string id,
        Stream destination,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(destination);
        return connection.DownloadAsync(id, id, size: null, destination, options, cancellationToken);
    }

    /// <param name="connection">The connection.</param>
    /// <param name="id">The id.</param>
    /// <param name="name">The name of the transfer in its progress.</param>
    /// <param name="size">Its size, where the service has named it; a content of another length is an error then.</param>
    /// <param name="destination">Where the content goes.</param>
    /// <param name="options">Time limit, trace and progress.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<FileDownloadResult> DownloadAsync(
        this IGigaChatConnection connection,
        string id,
        string name,
        long? size,
        Stream destination,
        CallOptions? options,
        CancellationToken cancellationToken)
    {
        using var transfer = new Transfer(name, TransferDirection.Download, options?.Progress);
        var sink = new DownloadSink(destination, transfer, cancellationToken);
        ServiceRequest request = NewRequest(HttpMethod.Get, id, "/content") with
        {
            IsFile = true,
            ExpectedLength = size,
            MaxResponseBytes = ServiceRequest.MaxFileBytes,
            Sink = sink.CopyAsync,
            Transfer = transfer,
        };
        ServiceResponse<string?> response = await connection.Service.DownloadAsync(request, options, cancellationToken)
            .ConfigureAwait(false);
        // There are no empty files in the store, so nothing is no content.
        if (sink.Length == 0)
            throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.AnswerEmpty) { RequestId = response.RequestId };
        return new FileDownloadResult(response.Value, sink.Length);
    }

    internal static async Task<GigaChatFile> UploadAsync(
        this IGigaChatConnection connection, UploadSource source, CallOptions? options, CancellationToken cancellationToken)
    {
        using var transfer = new Transfer(source.Name, TransferDirection.Upload, options?.Progress) { Total = source.Length };
        var request = new ServiceRequest(HttpMethod.Post, "files")
        {
            Body = source.ToContent, Transfer = transfer, Subject = source.Path, SpendsTokens = false,
        };
        ServiceResponse<FileResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.FileResponse, options, cancellationToken).ConfigureAwait(false);
        return GigaChatFile.From(response.Value, response.RequestId);
    }

    private static ServiceRequest NewRequest(HttpMethod method, string id, string rest)
        => new(method, FileId.ToPath(id) + rest)
        {
            NotFoundKind = GigaChatErrorKind.FileNotFound,
            ForbiddenMessage = FileMessages.Denied,
            NotFoundMessage = FileMessages.NotFound,
            Subject = id,
            SpendsTokens = false,
        };
}
