using System.Globalization;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Rest;

/// <summary>A path of the service, as a user writes it.</summary>
/// <param name="Version">The version of the API that it begins with; null for the connection's.</param>
/// <param name="Relative">What comes after that, with its query.</param>
internal sealed record RestPath(int? Version, string Relative)
{
    /// <summary>Reads a path.</summary>
    /// <param name="path">See <see cref="RestRequest.Path"/>.</param>
    /// <param name="query">What is added to its query.</param>
    /// <param name="baseUri">The address of the connection.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: another host, or no path.</exception>
    public static RestPath Parse(string path, IReadOnlyList<KeyValuePair<string, string>> query, Uri baseUri)
    {
        string trimmed = path.Trim();
        // An address in the query is a value.
        if (trimmed.Split('?', 2)[0].Contains("://", StringComparison.Ordinal))
            trimmed = RemoveHost(trimmed, baseUri);
        (string place, string given) = trimmed.Split('?', 2) is [var left, var right] ? (left, right) : (trimmed, "");
        string[] segments = place.TrimStart('/').Split('/');
        if (place.Trim('/').Length == 0 || !VisibleText.IsPlain(trimmed) || trimmed.AsSpan().ContainsAny('\\', '#')
            || segments.Any(LeadsUp))
            throw Invalid(Messages.RestPathInvalid, path);
        int? version = place.StartsWith('/') ? ReadVersion(segments[0]) : null;
        string relative = string.Join('/', version is null ? segments : segments[1..]);
        return relative.Length == 0 ? throw Invalid(Messages.RestPathInvalid, path) : new RestPath(version, relative + Join(given, query));
    }

    // Gateways differ in when they decode: what is a separator or a dot after one or two rounds leads elsewhere, and Tomcat takes what is
    // before a ";" for the name.
    private static bool LeadsUp(string segment)
    {
        string once = Uri.UnescapeDataString(segment);
        return new[] { once, Uri.UnescapeDataString(once) }.SelectMany(static text => text.Split('/', '\\'))
            .Any(static part => part.Split(';')[0] is "." or "..");
    }

    private static string RemoveHost(string path, Uri baseUri)
    {
        bool isOurs = Uri.TryCreate(path, UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0 && Uri.Compare(
            address, baseUri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        if (!isOurs)
            throw Invalid(Messages.RestHostForeign, path);
        // Below the same folder as the connection's version: "/api/v1/models" is the path "/v1/models" of ".../api/v1".
        string folder = baseUri.AbsolutePath.TrimEnd('/') is { } own && ReadVersion(own[(own.LastIndexOf('/') + 1)..]) is not null
            ? own[..own.LastIndexOf('/')] : baseUri.AbsolutePath.TrimEnd('/');
        return address!.PathAndQuery.StartsWith(folder + "/", StringComparison.Ordinal)
            ? address.PathAndQuery[folder.Length..]
            : throw Invalid(Messages.RestHostForeign, path);
    }

    private static int? ReadVersion(string segment)
        => segment.Length is > 1 and < 4 && segment[0] is 'v' or 'V'
            && int.TryParse(segment.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null;

    private static string Join(string given, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var text = new StringBuilder(given);
        foreach ((string name, string value) in query)
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }
        return text.Length > 0 ? "?" + text : "";
    }

    private static GigaChatException Invalid(string message, string path)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, VisibleText.OneLine(path, 200)));
}
