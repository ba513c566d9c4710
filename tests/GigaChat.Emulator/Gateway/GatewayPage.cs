using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace GigaChat.Emulator.Gateway;

/// <summary>
/// The pages of the gateways in front of the service. The form is nginx's; the gateway of the legacy and the sign-in host signs
/// them as SynGX (a 502 of it is quoted in issue 59 of ai-forever/gigachat).
/// </summary>
internal static class GatewayPage
{
    public const string ContentType = "text/html";

    /// <summary>A page as nginx makes it for a status.</summary>
    public static byte[] Html(int status, string server, string? title = null, string more = "")
    {
        var heading = Heading(status);
        if (more.Length > 0)
            more += "\r\n";
        return Encoding.UTF8.GetBytes(
            $"<html>\r\n<head><title>{title ?? heading}</title></head>\r\n<body>\r\n<center><h1>{heading}</h1></center>\r\n{more}" +
            $"<hr><center>{server}</center>\r\n</body>\r\n</html>\r\n");
    }

    public static string Heading(int status) => $"{status} {ReasonPhrases.GetReasonPhrase(status)}".TrimEnd();
}
