using System.Globalization;
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
    /// The base address of another version of the API: <c>…/v1</c> becomes <c>…/v2</c>; where it names none, the version is appended
    /// (RUBY).
    /// </summary>
    public static Uri OfVersion(Uri address, int? version)
    {
        if (version is not { } number)
            return address;
        string path = address.AbsoluteUri.TrimEnd('/');
        int last = path.LastIndexOf('/');
        bool namesVersion = path.Length > last + 2 && path[last + 1] is 'v' or 'V' && path.AsSpan(last + 2).ContainsAnyExceptInRange('0', '9') is false;
        string rest = namesVersion ? path[..last] : path;
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"{rest}/v{number}"));
    }

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
