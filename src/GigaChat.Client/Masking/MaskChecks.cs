using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GigaChat.Masking;

/// <summary>What a rule's value has to be besides matching its expression. The names are those of <c>rules.txt</c>.</summary>
internal static class MaskChecks
{
    private static readonly Dictionary<string, Func<string, bool>> Checks = new(StringComparer.Ordinal)
    {
        ["card"] = static text => NumberChecks.IsCard(NumberChecks.Digits(text)),
        ["snils"] = static text => NumberChecks.IsSnils(NumberChecks.Digits(text)),
        ["inn"] = static text => NumberChecks.IsInn(NumberChecks.Digits(text)),
        ["phone"] = static text => NumberChecks.Digits(text) is { Length: >= 10 and <= 15 } digits && digits.Distinct().Count() > 2,
        ["passport"] = static text => NumberChecks.Digits(text) is { Length: 10 } digits && digits.Distinct().Count() > 2,
        ["ipv4"] = IsAddress4,
        ["ipv6"] = IsAddress6,
        ["email"] = IsMailbox,
        ["secret"] = IsSecretValue,
        ["mixed"] = static text => text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter),
        ["clientkey"] = IsClientKey,
        ["basic"] = IsBasicCredential,
    };

    // What stands in the place of a secret where there is none.
    private static readonly FrozenSet<string> Placeholders = new[]
    {
        "true", "false", "null", "none", "nil", "undefined", "empty", "required", "optional", "expired", "invalid", "missing", "unknown",
        "string", "number", "object", "text", "password", "passwd", "secret", "token", "redacted", "hidden", "masked", "protected",
        "default", "disabled", "enabled", "failed", "success", "accepted", "incorrect", "wrong", "changed", "reset", "await", "function",
        "return", "self", "this", "input", "prompt", "example", "placeholder", "securestring", "bearer", "basic", "неверный", "неверен",
        "указан", "нужен", "обязателен", "истёк", "отсутствует", "скрыт", "скрыто", "пароль", "токен",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Verbs = ["Get-", "Read-", "ConvertTo-", "Import-", "New-"];

    // Names of files that have an at sign: pictures for screens of double density, packages with their version.
    private static readonly FrozenSet<string> FileEndings
        = new[] { "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "mjs", "ts", "map", "json", "html" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The check of a name; null for none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such check.</exception>
    public static Func<string, bool>? Find(string? name) => name is null ? null : Checks[name];

    // What says nothing of a person or a network of one's own: this machine, any address, netmasks.
    private static bool IsAddress4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4
            && parts.All(static part => part.Length is > 0 and <= 3 && (part.Length == 1 || part[0] != '0') && int.Parse(
                part, System.Globalization.CultureInfo.InvariantCulture) <= 255)
            && parts[0] is not ("0" or "127" or "255");
    }

    private static bool IsAddress6(string text)
        => text.Length >= 6 && text.Any(char.IsAsciiDigit) && text.Count(static c => c == ':') >= 2
            && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
            && !IPAddress.IsLoopback(address);

    private static bool IsMailbox(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        int dot = text.LastIndexOf('.');
        return at is > 0 and <= 64 && dot > at && !FileEndings.Contains(text[(dot + 1)..])
            && !text.Contains("..", StringComparison.Ordinal);
    }

    private static bool IsSecretValue(string text)
    {
        string value = text.Trim();
        if (value.Length < 4 || Placeholders.Contains(value.TrimEnd('.', '!', '?', ':', ')')) || IsCall(value))
            return false;
        // Variables, templates, marks of what was hidden.
        if (value[0] is '$' or '(' or '{' or '%' or '<' or '[' or '@' or '#' or '&' || value.Distinct().Count() < 3)
            return false;
        return !IsMember(value) && !IsWordOfProse(value);
    }

    // settings.password, os.environ, Read-Host: code that gets the value.
    private static bool IsMember(string value)
    {
        bool isName = value.All(static c => char.IsAsciiLetter(c) || c is '.' or '_' or '-');
        bool isCommand = Verbs.Any(verb => value.StartsWith(verb, StringComparison.OrdinalIgnoreCase));
        return isName && (isCommand || (value.Contains('.', StringComparison.Ordinal) && value[^1] != '.'));
    }

    // get_token(), secrets.token_hex(16).
    private static bool IsCall(string value)
        => value.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket
            && value.Take(bracket).All(static c => char.IsAsciiLetter(c) || c is '_' or '.' or ':');

    private static bool IsWordOfProse(string value) => value.All(static c => c is >= 'а' and <= 'я' or 'ё' or '-');

    // The authorization key of GigaChat and SaluteSpeech: Base64 of client id and secret, two UUIDs.
    private static bool IsClientKey(string text)
    {
        Span<byte> bytes = stackalloc byte[80];
        return Convert.TryFromBase64String(text, bytes, out int length) && length == 73 && bytes[36] == ':'
            && Guid.TryParseExact(Encoding.ASCII.GetString(bytes[..36]), "D", out _)
            && Guid.TryParseExact(Encoding.ASCII.GetString(bytes[37..73]), "D", out _);
    }

    // Base64 of name and password.
    private static bool IsBasicCredential(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length)
            && bytes.AsSpan(0, length).Contains((byte)':') && !bytes.AsSpan(0, length).ContainsAnyInRange((byte)0, (byte)31);
    }
}
