using GigaChat.Core;
using GigaChat.Files;
using GigaChat.Resources;

namespace GigaChat.Chat;

/// <summary>The files of one prompt on their way into its message.</summary>
internal sealed class AttachmentResolver(IGigaChatConnection connection, IReadOnlyList<ChatAttachment> attachments)
{
    private readonly UploadCache _uploads = UploadCache.Of(connection);

    /// <summary>Some were uploaded by an earlier request, so they may be gone by now.</summary>
    public bool HasReused { get; private set; }

    /// <summary>Checks all files, uploads those that are not stored yet, and returns the ids, each once.</summary>
    /// <param name="history">The messages before.</param>
    /// <param name="options">Time limit, trace and progress of the uploads.</param>
    /// <param name="cancellationToken">Ends the uploads.</param>
    /// <exception cref="GigaChatException">
    /// A file that cannot be sent, or a limit (nothing was sent, then); or an upload failed.
    /// </exception>
    public async Task<IReadOnlyList<string>> ResolveAsync(
        IEnumerable<ChatMessage> history, CallOptions? options, CancellationToken cancellationToken)
    {
        // The same file twice is one file.
        UploadSource[] sources =
        [
            .. (await Task.WhenAll(attachments.Select(static attachment => attachment.Path).OfType<string>()
                .Select(path => UploadSource.OpenAsync(path, cancellationToken))).ConfigureAwait(false)).Distinct(),
        ];
        GigaChatFile[] stored =
        [
            .. attachments.Select(static attachment => attachment.File).OfType<GigaChatFile>().Select(Complete)
                .DistinctBy(static file => file.Id),
        ];
        if (stored.FirstOrDefault(static file => !FileId.IsPossible(file.Id)) is { } wrong)
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(FileMessages.IdMalformed, wrong.Id));
        IEnumerable<GigaChatFile?> earlier = history.SelectMany(static message => message.Attachments ?? []).Select(_uploads.Find);
        AttachmentRules.Check(
            [
                .. sources.Select(static source => ((FileKind?)source.Type.Kind, source.Length)),
                .. stored.Select(static file => (file.Kind, file.Size)),
            ],
            [.. earlier.Select(static file => (file?.Kind, file?.Size ?? 0))]);

        List<string> ids = [.. stored.Select(static file => file.Id)];
        foreach (UploadSource source in sources)
        {
            (GigaChatFile file, bool isReused) = await _uploads.GetAsync(connection, source, options, cancellationToken)
                .ConfigureAwait(false);
            HasReused |= isReused;
            ids.Add(file.Id);
        }
        return ids;
    }

    private GigaChatFile Complete(GigaChatFile file)
    {
        if (file.Kind is null)
            return _uploads.Find(file.Id) ?? file;
        _uploads.Track(file);
        return file;
    }
}
