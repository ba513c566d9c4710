using System.Net;
using GigaChat.Core;
using GigaChat.Http;
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

    /// <summary>The proxy of these settings, or the system's; null for none.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/> for an address that no proxy can
    /// have.</exception>
    internal IWebProxy? ToWebProxy()
    {
        if (NoProxy)
            return null;
        if (Address is null)
            return new ServiceProxy(HttpClient.DefaultProxy);
        Uri address = Normalize(Address);
        // WebProxy has a property UseDefaultCredentials as well; setting that one drops the credentials.
        return new ServiceProxy(new WebProxy(address)
        {
            Credentials = Credential ?? ServiceProxy.FromUserInfo(address)
                ?? (UseDefaultCredentials ? CredentialCache.DefaultCredentials : null),
        });
    }

    /// <summary>The proxy that requests to an address go through, for messages; null for none.</summary>
    internal string? GetProxyFor(Uri address) => ToWebProxy()?.GetProxy(address) is { } proxy ? ToDisplayString(proxy) : null;

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
}
