using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>Addresses of the service.</summary>
internal static class ServiceAddress
{
    /// <summary>The API, documented as the main address since July 2026.</summary>
    public static readonly Uri Api = new("https://api.giga.chat/v1");

    /// <summary>The OAuth endpoint.</summary>
    public static readonly Uri SignIn = new("https://ngw.devices.sberbank.ru:9443/api/v2/oauth");

    /// <summary>An address below another, whether that ends in a slash or not.</summary>
    public static Uri Combine(Uri address, string path) => new($"{address.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>
    /// Whether the path of a request is one that the service has: below a version (<c>/v1/…</c>), or the sign-in (<c>…/oauth</c>).
    /// </summary>
    public static bool IsOfService(Uri address)
    {
        string[] segments = [.. address.Segments.Select(static segment => segment.TrimEnd('/'))];
        // No request goes below these two: /v1/chat/completions/models comes of a base address that is that of a request.
        bool isBelowRequest = segments[..^1].Any(static segment => segment is "oauth" or "completions");
        return !isBelowRequest && (segments[^1] == "oauth"
            || segments.Any(static segment => segment.Length == 2 && segment[0] == 'v' && char.IsAsciiDigit(segment[1])));
    }

    /// <summary>An address as errors name it, without user name and query.</summary>
    public static string ToText(Uri? address) => address is null ? "" : WithoutUserInfo(address);

    /// <summary>Refuses what cannot be an address of the service: a token is never sent in clear, except to this machine.</summary>
    public static Uri Validate(Uri address)
    {
        bool usable = address.IsAbsoluteUri
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
        if (usable)
            return address;
        LocalizedMessage message = Localized.Format(Messages.AddressUnusable, WithoutUserInfo(address));
        throw new GigaChatException(GigaChatErrorKind.InvalidRequest, message);
    }

    private static string WithoutUserInfo(Uri address)
        => address.IsAbsoluteUri
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : address.OriginalString;
}
