using System.Buffers;
using System.Collections.Frozen;

namespace GigaChat.Masking;

/// <summary>Whether what stands beside a name such as <c>password</c> is a secret, and how much of it.</summary>
internal static class SecretChecks
{
    private const int FewestCharacters = 4;

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

    private static readonly SearchValues<char> NameCharactersAndDigits
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    private static readonly SearchValues<char> VariableCharacters
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:");

    private static readonly SearchValues<char> CallCharacters
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.:");

    private static readonly int LongestPlaceholder = Placeholders.Max(static text => text.Length);

    private static readonly string[] Verbs = ["Get-", "Read-", "ConvertTo-", "Import-", "New-"];

    /// <summary>Whether a value is a secret: no variable, no placeholder, no code that gets it.</summary>
    /// <param name="text">The value.</param>
    /// <param name="isQuoted">It is the whole of what stands between quotation marks, or of an element: there is no code in it.</param>
    public static bool IsSecret(ReadOnlySpan<char> text, bool isQuoted)
    {
        ReadOnlySpan<char> value = text.Trim();
        if (value.Length < FewestCharacters || NumberChecks.CountDistinct(value, 3) < 3 || IsVariable(value))
            return false;
        if (isQuoted)
            return !IsPlaceholder(value.TrimEnd(".!?:)")) && !IsMember(value) && !IsWordOfProse(value);
        // "string|null", "required,min=8": one of several words is no secret where the first is none.
        int separator = value.IndexOfAny(',', '|', '&');
        ReadOnlySpan<char> first = separator > 0 ? value[..separator] : value;
        if (IsPlaceholder(first.TrimEnd(".!?:)")) || IsCall(value) || IsMember(first) || IsWordOfProse(first))
            return false;
        return value[0] switch
        {
            '$' or '(' or '{' or '[' or '<' or '&' => false,
            '@' or '#' or '%' => IsMixed(value) && (value[0] == '#' || value[1..].ContainsAnyExcept(NameCharactersAndDigits)),
            _ => true,
        };
    }

    /// <summary>How much of a value without quotation marks is the secret: a list goes on with another name behind it.</summary>
    /// <param name="value">The value: <c>abc1&amp;user=bob</c>.</param>
    /// <returns>Characters.</returns>
    public static int FindLength(ReadOnlySpan<char> value)
    {
        int from = 0;
        while (value[from..].IndexOfAny(',', '&', '|') is >= 0 and var offset)
        {
            int separator = from + offset;
            ReadOnlySpan<char> rest = value[(separator + 1)..];
            int name = rest.IndexOfAnyExcept(NameCharactersAndDigits);
            // A query with so short a value is none: the sign belongs to a password.
            if ((name > 0 && rest[name] is '=' or ':' && (separator >= FewestCharacters || value[separator] != '&'))
                || (value[separator] == '&' && rest is "amp" or "quot" or "lt" or "gt"))
            {
                return separator;
            }
            from = separator + 1;
        }
        return value.Length;
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> value)
        => value.Length <= LongestPlaceholder && Placeholders.Contains(value.ToString());

    private static bool IsMixed(ReadOnlySpan<char> value)
        => value.ContainsAnyInRange('0', '9') && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z'));

    // $name, $env:NAME, ${…}, $(…), %NAME%, %(name)s, <…>, {{…}}, {name}, #{name}, and the marks of what was hidden.
    private static bool IsVariable(ReadOnlySpan<char> value) => value[0] switch
    {
        '$' => (value[1] == '{' && value[^1] == '}') || (value[1] == '(' && value[^1] == ')')
            || !value[1..].ContainsAnyExcept(VariableCharacters),
        '%' => (value[^1] == '%' && !value[1..^1].ContainsAnyExcept(NameCharactersAndDigits))
            || (value[1] == '(' && value.EndsWith(")s", StringComparison.Ordinal)),
        '<' => value[^1] == '>',
        '{' => (value[1] == '{' && value.EndsWith("}}", StringComparison.Ordinal))
            || (value[^1] == '}' && !value[1..^1].ContainsAnyExcept(NameCharacters)),
        '#' => value[1] == '{' && value[^1] == '}',
        '[' => value[^1] == ']' && (IsPlaceholder(value[1..^1]) || MarkText.IsMark(value.ToString())
            || !value[1..^1].ContainsAnyExceptInRange('A', 'Z')),
        _ => false,
    };

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
}
