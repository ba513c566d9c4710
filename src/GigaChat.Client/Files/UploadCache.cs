using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GigaChat.Files;

/// <summary>
/// What a connection knows of stored files: which files of this computer it has uploaded, so that none is sent twice,
/// and kind and size of those it has met. A file counts as the same until its path, size or time of change is another.
/// </summary>
internal sealed class UploadCache
{
    private const int MaxEntries = 10_000;
    private static readonly ConditionalWeakTable<IGigaChatConnection, UploadCache> Caches = [];
    private readonly ConcurrentDictionary<UploadSource, Upload> _uploads = new();
    private readonly ConcurrentDictionary<string, GigaChatFile> _known = new(StringComparer.Ordinal);

    /// <summary>The cache of a connection, which lives as long as that.</summary>
    public static UploadCache Of(IGigaChatConnection connection) => Caches.GetValue(connection, static _ => new UploadCache());

    /// <summary>The stored file of a file of this computer; uploads it where that has not been done. Several callers upload once.</summary>
    /// <returns>The file, and whether it had been uploaded before.</returns>
    public async Task<(GigaChatFile File, bool IsReused)> GetAsync(
        IGigaChatConnection connection, UploadSource source, CallOptions? options, CancellationToken cancellationToken)
    {
        Upload upload = _uploads.GetOrAdd(source, static _ => new Upload());
        await upload.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (upload.File is { } stored)
                return (stored, true);
            GigaChatFile file = await connection.UploadAsync(source, options, cancellationToken).ConfigureAwait(false);
            Track(file);
            upload.File = file;
            return (file, false);
        }
        finally
        {
            upload.Turn.Release();
        }
    }

    /// <summary>A file was uploaded for its own sake; attaching it later needs no second upload.</summary>
    public void AddUpload(UploadSource source, GigaChatFile file)
    {
        Track(file);
        _uploads[source] = new Upload { File = file };
    }

    /// <summary>Kind and size are known from now on.</summary>
    public void Track(GigaChatFile file)
    {
        // Far beyond what is attached; without a limit a process that runs for months would fill its memory.
        if (_known.Count >= MaxEntries)
        {
            _known.Clear();
            _uploads.Clear();
        }
        if (file.Kind is not null)
            _known[file.Id] = file;
    }

    /// <summary>The file, where this connection has met it.</summary>
    public GigaChatFile? Find(string id) => _known.GetValueOrDefault(id);

    /// <summary>These are gone, or no longer ours to read.</summary>
    public void Remove(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            _known.TryRemove(id, out _);
            foreach ((UploadSource source, Upload upload) in _uploads)
            {
                if (upload.File?.Id == id)
                    _uploads.TryRemove(new(source, upload));
            }
        }
    }

#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to free.
    private sealed class Upload
#pragma warning restore CA1001
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public GigaChatFile? File { get; set; }
    }
}
