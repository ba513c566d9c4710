using System.Text.RegularExpressions;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>
/// A value that should be a name, in the error that it is none. Keys, tokens and passwords get into the wrong parameter or variable,
/// and errors into logs; so what may be a secret is shown as its length alone.
/// </summary>
internal static partial class NameText
{
    private const int MaxLength = 100;

    // Shorter ones are names such as GIGACHAT_API_CORP or the words of a user.
    private const int MinSecretLength = 20;

    /// <summary>The value on one line, or how long it is.</summary>
    public static string OrLength(string value) => MayBeSecret(value)
        ? Localized.Format(Messages.HiddenValue, value.Length)
        : VisibleText.OneLine(value, MaxLength);

    /// <summary>Whether a value has the form of a key, a token, an id, the text of a file, or an address with a password.</summary>
    public static bool MayBeSecret(string value)
        => value.Length > MaxLength || IsFileText(value) || value.Contains('=', StringComparison.Ordinal) || UserInfo().IsMatch(value)
            || (value.Length >= MinSecretLength && value.Any(char.IsDigit) && !value.Any(char.IsWhiteSpace));

    /// <summary>Whether a value that should be a path is the text of a certificate, of a key or of a <c>.env</c> file instead.</summary>
    public static bool IsFileText(string value) => value.AsSpan().IndexOfAny('\r', '\n') >= 0 || FileForm().IsMatch(value);

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"-----BEGIN |^\s*(export\s+|\$env:)?(GIGACHAT|GIGA|SBER)_\w*\s*=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileForm();
}
