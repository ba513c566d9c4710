using System.Buffers;
using System.Net;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Files;

/// <summary>A file as a body: read from disk piece by piece while it is sent, from the beginning each time.</summary>
internal sealed class FileUploadContent(UploadSource source, IdleTimeout? idle) : HttpContent
{
    private const int PieceLength = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            using FileStream file = Open();
            if (file.Length != source.Length || File.GetLastWriteTimeUtc(file.SafeFileHandle) != source.Changed)
                throw Changed();
            for (long left = source.Length; left > 0;)
            {
                int length = await ReadAsync(file, piece.AsMemory(0, (int)Math.Min(left, PieceLength)), cancellationToken)
                    .ConfigureAwait(false);
                // The announced length must be kept, so a file that shrinks meanwhile cannot be sent.
                if (length == 0)
                    throw Changed();
                await stream.WriteAsync(piece.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                left -= length;
                idle?.ReportBytes(length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = source.Length;
        return true;
    }

    // What the disk does wrong must not look like a fault of the network, which would be tried again.
    private FileStream Open()
    {
        try
        {
            return LocalFile.Open(source.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.Unreadable(source.Path, e);
        }
    }

    private async ValueTask<int> ReadAsync(FileStream file, Memory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.Unreadable(source.Path, e);
        }
    }

    private GigaChatException Changed()
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(FileMessages.Changed, source.Path));
}
