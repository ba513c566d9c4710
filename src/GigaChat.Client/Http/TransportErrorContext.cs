namespace GigaChat.Http;

/// <summary>What messages about faults on the way say of the connection.</summary>
/// <param name="ConnectionName">The name of the connection.</param>
/// <param name="Proxy">Its way to the network.</param>
/// <param name="IsSignIn">The requests go to the sign-in address, whose port is often closed in company networks.</param>
internal sealed record TransportErrorContext(string ConnectionName, ProxySettings Proxy, bool IsSignIn)
{
    /// <summary>The longest time until a connection stands.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>How far the client has come.</summary>
    public required ServerContact Contact { get; init; }
}
