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
