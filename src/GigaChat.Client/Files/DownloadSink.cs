using System.Buffers;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Files;

/// <summary>Copies the body of a download to its destination; a repetition begins the destination anew.</summary>
internal sealed class DownloadSink(Stream destination, Transfer transfer, CancellationToken cancellationToken)
{
    private const int PieceLength = 64 * 1024;
    private readonly long _start = destination.CanSeek ? destination.Position : 0;
    private bool _begun;

    /// <summary>The bytes of the last attempt.</summary>
    public long Length { get; private set; }

    public async Task CopyAsync(HttpContent body, IdleTimeout idle)
    {
        // A page of a gateway or a proxy often comes with status 200.
        if (WebPage.IsWebPage(body.Headers))
            throw new GigaChatException(GigaChatErrorKind.ServerError, Messages.AnswerIsWebPage);
        Rewind();
        transfer.Total = body.Headers.ContentLength;
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        Stream network = await body.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
        try
        {
            while (await network.ReadAsync(piece.AsMemory(0, PieceLength), idle.Token).ConfigureAwait(false) is > 0 and int length)
            {
                WholeFile.CheckLimit(Length + length, ServiceRequest.MaxFileBytes);
                await WriteAsync(piece.AsMemory(0, length)).ConfigureAwait(false);
                Length += length;
                idle.ReportBytes(length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void Rewind()
    {
        if (_begun && Length > 0)
        {
            if (!destination.CanSeek)
                throw new GigaChatException(GigaChatErrorKind.ConnectionFailed, FileMessages.DownloadBroken);
            destination.Position = _start;
            destination.SetLength(_start);
        }
        _begun = true;
        Length = 0;
    }

    // A full disk must not look like a fault of the network, which would be tried again.
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
    {
        try
        {
            await destination.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten,
                Localized.Format(FileMessages.NotWritten, transfer.Name, e.Message),
                e);
        }
    }
}
