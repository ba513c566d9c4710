namespace GigaChat.Emulator.Proxy;

/// <summary>A CONNECT the proxy was asked for.</summary>
/// <param name="Target">Host and port as asked.</param>
/// <param name="Status">What the proxy answered: 200 for a tunnel.</param>
/// <param name="User">Name of the Basic credentials, where some were sent.</param>
public sealed record ProxyConnect(string Target, int Status, string? User);
