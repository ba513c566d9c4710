using System.Collections.Concurrent;
using System.Net;

namespace GigaChat.Http;

/// <summary>
/// The way to a proxy, the system's or one that was named. Messages of .NET name the address of a proxy, with the name and password
/// that an environment variable may have in it: here it is without them, and they are its credentials.
/// </summary>
/// <param name="inner">Knows which proxy an address goes through.</param>
internal sealed class ServiceProxy(IWebProxy inner) : IWebProxy, ICredentials
{
    // The proxies whose address holds a name, by that address without it.
    private readonly ConcurrentDictionary<string, Uri> _named = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => inner is WebProxy ? inner.Credentials : this;
        set => inner.Credentials = value;
    }

    /// <summary>The name and password in an address; null where it has none.</summary>
    public static NetworkCredential? FromUserInfo(Uri address)
    {
        if (address.UserInfo.Length == 0)
            return null;
        string[] parts = address.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <summary>The proxy for an address, without name and password; null for none.</summary>
    public Uri? GetProxy(Uri destination)
    {
        if (IsLocal(destination) || inner.IsBypassed(destination) || inner.GetProxy(destination) is not { } proxy)
            return null;
        if (proxy.UserInfo.Length == 0)
            return proxy;
        string address = WithoutUserInfo(proxy);
        _named[address] = proxy;
        return new Uri(address);
    }

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <summary>What the system knows for its proxy, else what its address holds.</summary>
    NetworkCredential? ICredentials.GetCredential(Uri uri, string authType)
        => inner.Credentials?.GetCredential(uri, authType)
            ?? (_named.TryGetValue(WithoutUserInfo(uri), out Uri? named) ? FromUserInfo(named) : null);

    private static string WithoutUserInfo(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    // Plain HTTP is allowed to this machine alone, so that the token cannot be read on the way. Through a proxy it would leave it.
    private static bool IsLocal(Uri destination) => destination.Scheme == Uri.UriSchemeHttp && destination.IsLoopback;
}
