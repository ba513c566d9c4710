using System.Globalization;
using System.Net;
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

    // The hosts of the API, in the documentation of July 2026 and before it.
    private static readonly Uri[] Known = [Api, new("https://gigachat.devices.sberbank.ru/api/v1")];

    // What base addresses are taken from by mistake.
    private static readonly string[] MethodPaths =
        ["/chat/completions", "/models", "/embeddings", "/files", "/tokens/count", "/batches", "/balance"];

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
        return !isBelowRequest && (segments[^1] == "oauth" || segments.Any(IsVersion));
    }

    /// <summary>Whether a segment of a path is the version of the API, such as <c>v1</c>.</summary>
    public static bool IsVersion(string segment) => segment.Length == 2 && segment[0] == 'v' && char.IsAsciiDigit(segment[1]);

    /// <summary>An address as errors name it, without user name and query.</summary>
    public static string ToText(Uri? address) => address is null ? "" : WithoutUserInfo(address);

    /// <summary>
    /// The base address of another version of the API: <c>…/v1</c> becomes <c>…/v2</c>; where it names none, the version is appended
    /// (RUBY).
    /// </summary>
    public static Uri OfVersion(Uri address, int? version)
    {
        if (version is not { } number)
            return address;
        string path = address.AbsoluteUri.TrimEnd('/');
        string rest = EndsInVersion(path) ? path[..path.LastIndexOf('/')] : path;
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"{rest}/v{number}"));
    }

    /// <summary>Refuses what cannot be an address of the service: a token is never sent in clear, except to this machine.</summary>
    public static Uri Validate(Uri address)
    {
        bool usable = address.IsAbsoluteUri
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0 && HasHostName(address);
        if (usable)
            return address;
        LocalizedMessage message = Localized.Format(Messages.AddressUnusable, WithoutUserInfo(address));
        throw new GigaChatException(GigaChatErrorKind.InvalidRequest, message);
    }

    /// <summary>
    /// Refuses also what cannot be the base address of the API, though it is an address of the service: that of the sign-in, that of
    /// a method, or one without the version where the service is known to need it.
    /// </summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.AddressWrong"/>; the message has the right address.</exception>
    public static Uri ValidateBase(Uri address)
    {
        Validate(address);
        string text = address.AbsoluteUri.TrimEnd('/');
        string path = address.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/oauth", StringComparison.OrdinalIgnoreCase) || Uri.Compare(
            address, SignIn, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
            throw Wrong(Localized.Format(ConnectionMessages.AddressIsSignIn, text));
        string root = text[..^path.Length];
        if (Array.Find(MethodPaths, method => path.EndsWith(method, StringComparison.OrdinalIgnoreCase)) is { } method)
        {
            string rest = path[..^method.Length];
            throw Wrong(Localized.Format(ConnectionMessages.AddressIsMethod, text, root + (rest.Length > 0 ? rest : "/v1")));
        }
        // Other hosts may be gateways of a company with paths of their own.
        Uri? known = Array.Find(Known, own => own.IdnHost.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase));
        if (known is not null && !EndsInVersion(path))
            throw Wrong(Localized.Format(ConnectionMessages.AddressWithoutVersion, text, known.AbsoluteUri));
        return address;
    }

    /// <summary>What an answer says of the address that was asked; null where it says nothing of it.</summary>
    /// <param name="response">A refusal.</param>
    /// <param name="address">The base address.</param>
    /// <param name="isCheck">The request was to find out whether this is the API: whatever does not answer as it does is not.</param>
    public static GigaChatException? ErrorFrom(HttpResponseMessage response, Uri address, bool isCheck)
    {
        bool isPage = WebPage.IsWebPage(response.Content.Headers);
        // nginx, of which the service's gateways are made, answers plain HTTP at a TLS port with 400 and a page.
        if (isPage && response.StatusCode == HttpStatusCode.BadRequest && address.Scheme == Uri.UriSchemeHttp)
        {
            string secure = WayError.WithScheme(address, Uri.UriSchemeHttps);
            return Wrong(Localized.Format(ConnectionMessages.SchemeNotHttps, address.Authority, secure), response);
        }
        if (!isCheck)
            return null;
        bool isJson = string.Equals(
            response.Content.Headers.ContentType?.MediaType, "application/json", StringComparison.OrdinalIgnoreCase);
        // 403 in JSON is a refusal of the service, 403 as a page or a text that of a gateway which does not know the path.
        return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
            || (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden && !isJson)
            ? Wrong(Localized.Format(ConnectionMessages.AddressNotService, address.AbsoluteUri, (int)response.StatusCode), response)
            : null;
    }

    private static GigaChatException Wrong(LocalizedMessage message, HttpResponseMessage? response = null)
        => new(GigaChatErrorKind.AddressWrong, message)
        {
            StatusCode = response?.StatusCode,
            RequestId = response is null ? null : ServiceError.Header(response, "x-request-id"),
        };

    // No regular expression: to make one costs a new process more than all else that checks an address.
    private static bool EndsInVersion(string path)
        => path.LastIndexOf('/') is >= 0 and var slash && path.AsSpan(slash + 1) is ['v' or 'V', .. var number]
            && number.Length > 0 && number.IndexOfAnyExceptInRange('0', '9') < 0;

    // Uri takes hosts that have no form in ASCII, and throws when it is asked for that form.
    private static bool HasHostName(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static string WithoutUserInfo(Uri address)
        => address.IsAbsoluteUri
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : address.OriginalString;
}
