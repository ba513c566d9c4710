using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace GigaChat.Http;

/// <summary>What a proxy answered that was to open a tunnel and did not.</summary>
internal static partial class TunnelError
{
    /// <summary>The status of its answer; null where it gave none.</summary>
    /// <param name="error">An error of the kind <see cref="HttpRequestError.ProxyTunnelError"/>.</param>
    public static HttpStatusCode? StatusOf(HttpRequestException error)
        // .NET 8 has it in the words alone: "… failed with status code '407'.".
        => error.StatusCode ?? (StatusInWords().Match(error.Message) is { Success: true } found
            ? (HttpStatusCode)int.Parse(found.ValueSpan[1..^1], CultureInfo.InvariantCulture) : null);

    [GeneratedRegex("'[1-5][0-9]{2}'", RegexOptions.RightToLeft | RegexOptions.CultureInvariant)]
    private static partial Regex StatusInWords();
}
