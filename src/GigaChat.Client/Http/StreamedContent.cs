using System.Diagnostics;
using System.Net;
using GigaChat.Core;

namespace GigaChat.Http;

/// <summary>
/// The body of an event stream whose first bytes have arrived. Each further read may be silent for as long as the
/// time limit says; <see cref="HttpClient.Timeout"/> would end with the headers. Bytes that bring nothing of the answer are waited for
/// ten times as long.
/// </summary>
internal sealed class StreamedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly PrimedStream _stream;

    private StreamedContent(HttpContent inner, PrimedStream stream)
    {
        _inner = inner;
        _stream = stream;
        HeaderText.Copy(inner.Headers, Headers);
    }

    /// <summary>Waits for the first bytes, so that a stream that breaks before them can still be asked for again.</summary>
    public static async Task<StreamedContent> StartAsync(
        HttpContent content, TimeSpan silence, int largest, CancellationToken cancellationToken)
    {
        Stream network = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] first = new byte[16 * 1024];
        int length = await network.ReadAsync(first, cancellationToken).ConfigureAwait(false);
        return new StreamedContent(content, new PrimedStream(network, first.AsMemory(0, length), silence, largest));
    }

    /// <summary>Something of the answer has come, so that it may be waited for anew.</summary>
    public void ReportContent() => _stream.ReportContent();

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _stream.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private sealed class PrimedStream(Stream network, ReadOnlyMemory<byte> first, TimeSpan silence, int largest) : ReadOnlyStream
    {
        // Comments keep a connection open while the model thinks; for ever they are no answer.
        private const int MaxSilences = 10;

        private TimeSpan _waited;
        private ReadOnlyMemory<byte> _first = first;
        private int _left = largest - first.Length;
        private CancellationTokenSource? _timer;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_first.IsEmpty)
            {
                int length = Math.Min(buffer.Length, _first.Length);
                _first[..length].CopyTo(buffer);
                _first = _first[length..];
                return length;
            }

            // The reader's own time does not count: it may show each piece for as long as it likes.
            long started = Stopwatch.GetTimestamp();
            int read = await ReadNetworkAsync(buffer, cancellationToken).ConfigureAwait(false);
            _waited += Stopwatch.GetElapsedTime(started);
            if (read > 0 && _waited > silence * MaxSilences)
                throw new TimeoutException();
            // An event without an end would be gathered for ever.
            if ((_left -= read) < 0)
                throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded);
            return read;
        }

        public void ReportContent() => _waited = TimeSpan.Zero;

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                network.Dispose();
                _timer?.Dispose();
            }
            base.Dispose(disposing);
        }

        private async ValueTask<int> ReadNetworkAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            // One source serves many reads: it is rewound after each, and replaced only once it has fired.
            _timer ??= new CancellationTokenSource();
            _timer.CancelAfter(silence);
            using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(
                static timer => ((CancellationTokenSource)timer!).Cancel(), _timer);
            try
            {
                return await network.ReadAsync(buffer, _timer.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new TimeoutException(null, e);
            }
            finally
            {
                if (!_timer.TryReset())
                {
                    _timer.Dispose();
                    _timer = null;
                }
            }
        }
    }
}
