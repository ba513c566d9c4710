using System.Buffers;
using System.Collections.Frozen;
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
        ["secret"] = IsSecretValue,
        ["mixed"] = static text => text.ContainsAnyInRange('0', '9')
            && (text.ContainsAnyInRange('a', 'z') || text.ContainsAnyInRange('A', 'Z')),
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

    private static readonly SearchValues<char> NameCharacters
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-");

    private static readonly SearchValues<char> CallCharacters
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.:");

    private static readonly int LongestPlaceholder = Placeholders.Max(static text => text.Length);

    private static readonly string[] Verbs = ["Get-", "Read-", "ConvertTo-", "Import-", "New-"];

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

    private static bool IsSecretValue(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> value = text.Trim();
        if (value.Length < 4 || IsPlaceholder(value.TrimEnd(".!?:)")) || IsCall(value))
            return false;
        // Variables, templates, marks of what was hidden.
        if (value[0] is '$' or '(' or '{' or '%' or '<' or '[' or '@' or '#' or '&' || NumberChecks.CountDistinct(value, 3) < 3)
            return false;
        return !IsMember(value) && !IsWordOfProse(value);
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> value)
        => value.Length <= LongestPlaceholder && Placeholders.Contains(value.ToString());

    // settings.password, os.environ, Read-Host: code that gets the value.
    private static bool IsMember(ReadOnlySpan<char> value)
    {
        if (value.ContainsAnyExcept(NameCharacters))
            return false;
        foreach (string verb in Verbs)
        {
            if (value.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return value.Contains('.') && value[^1] != '.';
    }

    // get_token(), secrets.token_hex(16).
    private static bool IsCall(ReadOnlySpan<char> value)
        => value.IndexOf('(') is > 0 and var bracket && !value[..bracket].ContainsAnyExcept(CallCharacters);

    private static bool IsWordOfProse(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (c is not ((>= 'а' and <= 'я') or 'ё' or '-'))
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
