using System.Net;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>The way to the network. The default is the system's: environment variables, or the setting on Windows and macOS.</summary>
public sealed class ProxySettings
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, "socks4", "socks4a", "socks5"];

    /// <summary>The proxy; null for the system's. <c>host:port</c> alone means http, and a name and password in it are used.</summary>
    public Uri? Address { get; init; }

    /// <summary>Name and password for it.</summary>
    public ICredentials? Credential { get; init; }

    /// <summary>Signs in to the proxy as the current user.</summary>
    public bool UseDefaultCredentials { get; init; }

    /// <summary>Goes directly, whatever the system says.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The proxy of these settings; null for the system's, or none.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/> for an address that no proxy can
    /// have.</exception>
    internal WebProxy? ToWebProxy()
    {
        if (Address is null)
            return null;
        Uri address = Normalize(Address);
        // Without its user info, because messages of .NET name the proxy's address. (WebProxy has a property
        // UseDefaultCredentials as well; setting that one drops the credentials.)
        return new WebProxy(new Uri(ToDisplayString(address)))
        {
            Credentials = Credential ?? FromUserInfo(address) ?? (UseDefaultCredentials ? CredentialCache.DefaultCredentials : null),
        };
    }

    /// <summary>The proxy that requests to an address go through, for messages; null for none.</summary>
    internal string? GetProxyFor(Uri address)
    {
        if (NoProxy)
            return null;
        IWebProxy system = HttpClient.DefaultProxy;
        Uri? proxy = Address is { } own ? Normalize(own) : system.IsBypassed(address) ? null : system.GetProxy(address);
        return proxy is null ? null : ToDisplayString(proxy);
    }

    private static Uri Normalize(Uri address)
    {
        if (IsProxy(address))
            return address;
        // "proxy.example:3128" is an address to Uri too, of the scheme "proxy.example".
        string text = address.OriginalString;
        return !text.Contains("://", StringComparison.Ordinal)
            && Uri.TryCreate("http://" + text, UriKind.Absolute, out Uri? http) && IsProxy(http)
            ? http
            : throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(ConnectionMessages.ProxyUnusable, WithoutUserInfo(text)));
    }

    private static bool IsProxy(Uri address) => address.IsAbsoluteUri && Schemes.Contains(address.Scheme) && address.Host.Length > 0;

    private static string ToDisplayString(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static string WithoutUserInfo(string text) => text[(text.LastIndexOf('@') + 1)..];

    private static NetworkCredential? FromUserInfo(Uri address)
    {
        if (address.UserInfo.Length == 0)
            return null;
        string[] parts = address.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
