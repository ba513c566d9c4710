namespace GigaChat.Http;

/// <summary>What messages about faults on the way say of the connection.</summary>
/// <param name="ConnectionName">The name of the connection.</param>
/// <param name="Proxy">Its way to the network.</param>
/// <param name="IsSignIn">The requests go to the sign-in address, whose port is often closed in company networks.</param>
internal sealed record TransportErrorContext(string ConnectionName, ProxySettings Proxy, bool IsSignIn);
