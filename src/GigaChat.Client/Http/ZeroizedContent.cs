using System.Net;
using System.Security.Cryptography;

namespace GigaChat.Http;

/// <summary>
/// An answer with a token in it, read whole into a buffer of our own: the one of <see cref="HttpContent"/> goes back to a pool,
/// or to the garbage collector, with the token in it. It is cleared when the answer is disposed.
/// </summary>
internal sealed class ZeroizedContent : HttpContent
{
    /// <summary>No answer to a sign-in is larger, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly byte[] _buffer;
    private readonly int _length;

    private ZeroizedContent(HttpContent inner, byte[] buffer, int length)
    {
        (_buffer, _length) = (buffer, length);
        HeaderText.Copy(inner.Headers, Headers);
    }

    /// <summary>Reads the answer and lets the network's go.</summary>
    /// <exception cref="HttpRequestException">It is too large.</exception>
    public static async Task<ZeroizedContent> LoadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // Pinned, so that the garbage collector leaves no copies behind when it moves things.
        byte[] buffer = GC.AllocateUninitializedArray<byte>(16 * 1024, pinned: true);
        int length = 0;
        try
        {
            Stream network = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (await network.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and int read)
            {
                length += read;
                if (length > MaxBytes)
                    throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded);
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }
            var loaded = new ZeroizedContent(content, buffer, length);
            content.Dispose();
            return loaded;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(buffer);
            throw;
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync()
        => Task.FromResult<Stream>(new MemoryStream(_buffer, 0, _length, writable: false, publiclyVisible: true));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_buffer, 0, _length);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_buffer);
        base.Dispose(disposing);
    }

    private static byte[] Grow(byte[] full)
    {
        byte[] larger = GC.AllocateUninitializedArray<byte>(full.Length * 2, pinned: true);
        full.CopyTo(larger, 0);
        CryptographicOperations.ZeroMemory(full);
        return larger;
    }
}
