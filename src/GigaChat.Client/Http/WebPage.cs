using System.Net.Http.Headers;

namespace GigaChat.Http;

/// <summary>Recognizes the pages with which gateways and proxies answer instead of the service, often with status 200.</summary>
internal static class WebPage
{
    /// <summary>The body is HTML.</summary>
    public static bool IsWebPage(HttpContentHeaders headers)
        => headers.ContentType?.MediaType is { } type && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
}
