using System.Net.ServerSentEvents;

namespace GigaChat;

/// <summary>The events of an answer that is still coming.</summary>
internal sealed class EventStream(Stream body, HttpResponseMessage response, ConcurrencyGate.Place place, CancellationToken closing) : IDisposable
{
    // Closing the connection closes the socket under whoever reads.
    private readonly CancellationTokenRegistration _closing = closing.UnsafeRegister(static response => ((HttpResponseMessage)response!).Dispose(), response);

    /// <summary>Reads the events, each parsed from its data.</summary>
    public IAsyncEnumerable<SseItem<T>> ReadAsync<T>(SseItemParser<T> parser, CancellationToken cancellationToken)
        => SseParser.Create(body, parser).EnumerateAsync(cancellationToken);

    public void Dispose()
    {
        _closing.Dispose();
        // The response first: ending it before its end closes the socket, so the service stops writing.
        response.Dispose();
        place.Dispose();
    }
}
