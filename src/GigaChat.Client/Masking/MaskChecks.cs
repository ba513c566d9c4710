using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GigaChat.Masking;

/// <summary>What a rule's value has to be besides matching its expression. The names are those of <c>rules.txt</c>.</summary>
internal static class MaskChecks
{
    // Longer numbers have no digits of control that are known here.
    private const int MostDigits = 32;

    private static readonly Dictionary<string, MaskCheck> Checks = new(StringComparer.Ordinal)
    {
        ["card"] = static text => NumberChecks.IsCard(NumberChecks.Digits(text, stackalloc char[MostDigits])),
        ["snils"] = static text => NumberChecks.IsSnils(NumberChecks.Digits(text, stackalloc char[MostDigits])),
        ["inn"] = static text => NumberChecks.IsInn(NumberChecks.Digits(text, stackalloc char[MostDigits])),
        ["phone"] = static text => IsNumber(text, 10, 15),
        ["passport"] = static text => IsNumber(text, 10, 10),
        ["ipv4"] = IsAddress4,
        ["ipv6"] = IsAddress6,
        ["email"] = IsMailbox,
        ["secret"] = static text => SecretChecks.IsSecret(text, isQuoted: false),
        ["mixed"] = static text => text.ContainsAnyInRange('0', '9')
            && (text.ContainsAnyInRange('a', 'z') || text.ContainsAnyInRange('A', 'Z')),
        ["clientkey"] = IsClientKey,
        ["basic"] = IsBasicCredential,
    };

    // Names of files that have an at sign: pictures for screens of double density, packages with their version.
    private static readonly string[] FileEndings
        = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "mjs", "ts", "map", "json", "html"];

    /// <summary>The check of a name; null for none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such check.</exception>
    public static MaskCheck? Find(string? name) => name is null ? null : Checks[name];

    private static bool IsNumber(ReadOnlySpan<char> text, int fewest, int most)
    {
        ReadOnlySpan<char> digits = NumberChecks.Digits(text, stackalloc char[MostDigits]);
        return digits.Length >= fewest && digits.Length <= most && NumberChecks.CountDistinct(digits, 3) > 2;
    }

    // What says nothing of a person or a network of one's own: this machine, any address, netmasks.
    private static bool IsAddress4(ReadOnlySpan<char> text)
    {
        int parts = 0;
        while (true)
        {
            int dot = text.IndexOf('.');
            ReadOnlySpan<char> part = dot < 0 ? text : text[..dot];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 255
                || (parts == 0 && number is 0 or 127 or 255))
            {
                return false;
            }
            parts++;
            if (dot < 0)
                return parts == 4;
            text = text[(dot + 1)..];
        }
    }

    private static bool IsAddress6(ReadOnlySpan<char> text)
        => text.Length >= 6 && text.ContainsAnyInRange('0', '9') && text.Count(':') >= 2
            && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
            && !IPAddress.IsLoopback(address);

    private static bool IsMailbox(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf('@');
        int dot = text.LastIndexOf('.');
        if (at is <= 0 or > 64 || dot <= at || text.Contains("..", StringComparison.Ordinal))
            return false;
        ReadOnlySpan<char> ending = text[(dot + 1)..];
        foreach (string other in FileEndings)
        {
            if (ending.Equals(other, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    // The authorization key of GigaChat and SaluteSpeech: Base64 of client id and secret, two UUIDs.
    private static bool IsClientKey(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[80];
        return Convert.TryFromBase64Chars(text, bytes, out int length) && length == 73 && bytes[36] == ':'
            && Guid.TryParseExact(Encoding.ASCII.GetString(bytes[..36]), "D", out _)
            && Guid.TryParseExact(Encoding.ASCII.GetString(bytes[37..73]), "D", out _);
    }

    // Base64 of name and password.
    private static bool IsBasicCredential(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text, bytes, out int length)
            && bytes.AsSpan(0, length).Contains((byte)':') && !bytes.AsSpan(0, length).ContainsAnyInRange((byte)0, (byte)31);
    }
}
