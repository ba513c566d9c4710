namespace GigaChat;

/// <summary>What the handlers need to know of a request; travels in its options.</summary>
internal sealed class ServiceCall
{
    private static readonly HttpRequestOptionsKey<ServiceCall> Key = new("GigaChat.ServiceCall");
    private readonly HttpRequestMessage _request;

    public ServiceCall(HttpRequestMessage request, TimeSpan timeout)
    {
        _request = request;
        Timeout = timeout;
        request.Options.Set(Key, this);
    }

    /// <summary>The longest time for one attempt.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The answer is read as it comes instead of whole.</summary>
    public bool Streamed { get; init; }

    public Action<RequestTrace>? Trace { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; set; }

    public static ServiceCall Of(HttpRequestMessage request)
        => request.Options.TryGetValue(Key, out ServiceCall? call) ? call : throw new InvalidOperationException("The request carries no ServiceCall.");

    public RequestTrace NewTrace() => new() { Method = _request.Method.Method, Address = _request.RequestUri!, Attempt = Attempts };
}
