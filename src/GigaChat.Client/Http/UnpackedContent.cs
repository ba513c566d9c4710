using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>
/// The body of an answer that came compressed (<c>Content-Encoding</c>), as it was before. Every limit of size counts what comes out, so
/// that a small body which unpacks to a huge one is left at the limit.
/// </summary>
internal sealed class UnpackedContent : HttpContent
{
    private const string AcceptEncoding = "Accept-Encoding";

    private readonly HttpContent _inner;
    private readonly Func<Stream, Stream> _unpack;
    private Stream? _stream;

    private UnpackedContent(HttpContent inner, Func<Stream, Stream> unpack)
    {
        _inner = inner;
        _unpack = unpack;
        // Both speak of the bytes that came over the wire.
        HeaderText.Copy(inner.Headers, Headers, "Content-Encoding", "Content-Length");
    }

    /// <summary>Asks for a compressed answer.</summary>
    public static void AskFor(HttpRequestHeaders headers)
    {
        headers.Remove(AcceptEncoding);
        // As text: parsed values would be put together anew for each request.
        HeaderText.Add(headers, AcceptEncoding, "gzip, br");
    }

    /// <summary>
    /// The content itself where it is not compressed. What was not asked for is unpacked too: gateways compress as they like.
    /// </summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/> for a coding that cannot be undone.</exception>
    public static HttpContent Of(HttpContent content)
    {
        if (!content.Headers.Contains("Content-Encoding"))
            return content;
        string[] codings = [.. content.Headers.ContentEncoding.Where(static coding => !IsOneOf(coding, "identity"))];
        return codings switch
        {
            [] => content,
            [var coding] when IsOneOf(coding, "gzip", "x-gzip")
                => new UnpackedContent(content, static packed => new GZipStream(packed, CompressionMode.Decompress)),
            [var coding] when IsOneOf(coding, "br")
                => new UnpackedContent(content, static packed => new BrotliStream(packed, CompressionMode.Decompress)),
            [var coding] when IsOneOf(coding, "deflate")
                => new UnpackedContent(content, static packed => new ZLibStream(packed, CompressionMode.Decompress)),
            _ => throw Unreadable(null),
        };
    }

    protected override async Task<Stream> CreateContentReadStreamAsync()
        => _stream = new UnpackingStream(_unpack(await _inner.ReadAsStreamAsync().ConfigureAwait(false)));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using Stream body = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await body.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The network first: a read that is under way in the other one would be disturbed.
            _inner.Dispose();
            _stream?.Dispose();
        }
        base.Dispose(disposing);
    }

    private static bool IsOneOf(string coding, params string[] names) => names.Contains(coding, StringComparer.OrdinalIgnoreCase);

    private static GigaChatException Unreadable(Exception? inner)
        => new(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerUnreadable), inner);

    /// <summary>A body that is not what its header says ends in an error of this library, which no repetition would mend.</summary>
    private sealed class UnpackingStream(Stream unpacked) : ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
            {
                throw Unreadable(e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                unpacked.Dispose();
            base.Dispose(disposing);
        }
    }
}
