using System.Text;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Requests;

/// <summary>The requests of the service's ports, oldest first.</summary>
public sealed class RequestLog
{
    private const int Capacity = 10_000;
    private const int BodyLimit = 1 << 20;

    // The headers of its parts; the rest is a file, and no text.
    private const int FormLimit = 4 << 10;
    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private int _lastId;

    internal RequestLog()
    {
    }

    /// <summary>What is recorded now; the newest ten thousand.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>The recorded requests to one path, for instance <c>/v1/chat/completions</c>.</summary>
    public IReadOnlyList<RecordedRequest> To(string path) =>
        [.. All.Where(request => string.Equals(request.Path, path, StringComparison.Ordinal))];

    public void Clear()
    {
        lock (_lock)
            _requests.Clear();
    }

    internal void Record(Exchange exchange, DateTimeOffset time, bool withBody)
    {
        var context = exchange.Context;
        var headers = new Dictionary<string, string>(context.Request.Headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var header in context.Request.Headers)
            headers[header.Key] = string.Join(", ", header.Value.ToArray());
        var record = new RecordedRequest
        {
            Id = Interlocked.Increment(ref _lastId),
            Time = time,
            Port = exchange.Port,
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "",
            Query = context.Request.QueryString.Value ?? "",
            Headers = headers,
            Body = withBody ? Text(exchange.Body.Span, context.Request.HasFormContentType ? FormLimit : BodyLimit) : null,
            BodyLength = exchange.Body.Length,
            Protocol = context.Request.Protocol,
            ConnectionId = context.Connection.Id,
        };
        exchange.Record = record;
        lock (_lock)
        {
            if (_requests.Count == Capacity)
                _requests.Dequeue();
            _requests.Enqueue(record);
        }
    }

    private static string Text(ReadOnlySpan<byte> body, int limit) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, limit)]);
}
