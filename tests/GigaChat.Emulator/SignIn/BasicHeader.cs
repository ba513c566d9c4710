using System.Text;

namespace GigaChat.Emulator.SignIn;

/// <summary>Reads <c>Authorization: Basic …</c>.</summary>
internal static class BasicHeader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Name and secret, or null when the header is missing or is not Base64 of <c>name:secret</c>.</summary>
    public static (string Name, string Secret)? Read(string? header, params ReadOnlySpan<string> schemes)
    {
        var space = header?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        if (space < 0)
            return null;
        foreach (var scheme in schemes)
        {
            if (!header.AsSpan(0, space).Equals(scheme, StringComparison.OrdinalIgnoreCase))
                continue;
            try
            {
                var text = StrictUtf8.GetString(Convert.FromBase64String(header!.AsSpan(space + 1).Trim().ToString()));
                var colon = text.IndexOf(':', StringComparison.Ordinal);
                return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                return null;
            }
        }

        return null;
    }
}
