using System.Net.ServerSentEvents;
using GigaChat.Core;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>The events of an answer that is still coming.</summary>
internal sealed class EventStream(
    Stream body, HttpResponseMessage response, ConcurrencyGate.Place place, ConnectionUsage usage,
    CancellationToken closing, Action<EventStream>? ended = null, CallRecord? record = null) : IDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _either;

    /// <summary>Hides the secret of the request, which may come back in the answer.</summary>
    public SecretRedactor Secrets { get; } = SecretRedactor.For(response.RequestMessage);

    /// <summary>The tokens charged for the answer; null before <see cref="Complete"/>.</summary>
    public int? ChargedTokens { get; private set; }

    /// <summary>The answer is whole: counts it, and writes it down.</summary>
    /// <param name="tokens">What its last event says of tokens.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>: the log cannot be written.</exception>
    public void Complete(ITokenUsage? tokens, string text)
    {
        usage.Add(tokens);
        ChargedTokens = tokens?.ChargedTokens;
        record?.TakeTokens(tokens);
        record?.TakeText(text);
        record?.Write();
    }

    /// <summary>The answer has failed after its beginning.</summary>
    public void ReportError(GigaChatException error, string text)
    {
        record?.TakeText(text);
        record?.TakeError(error);
    }

    /// <summary>Reads the events, once, each parsed from its data. It ends when the connection is closed, too.</summary>
    public IAsyncEnumerable<SseItem<T>> ReadAsync<T>(SseItemParser<T> parser, CancellationToken cancellationToken)
    {
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        return SseParser.Create(body, parser).EnumerateAsync(_either.Token);
    }

    /// <summary>An event brought something of the answer: the reader may wait anew. Comments and empty events do not do that.</summary>
    public void ReportContent() => (response.Content as StreamedContent)?.ReportContent();

    /// <summary>Reads what follows the last event, so that the connection can serve the next request; does not wait long for it.</summary>
    public async Task DrainAsync()
    {
        using var patience = new CancellationTokenSource(ShutdownTimeout);
        byte[] rest = new byte[256];
        try
        {
            while (await body.ReadAsync(rest, patience.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or IOException or HttpRequestException)
        {
            // The answer is whole; only its connection is lost.
        }
    }

    public void Dispose()
    {
        _either?.Dispose();
        ended?.Invoke(this);
        record?.Dispose();
        // The response first: leaving it before its end closes the socket, so the service stops writing.
        response.Dispose();
        place.Dispose();
    }
}
