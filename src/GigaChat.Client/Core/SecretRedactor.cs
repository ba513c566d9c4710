using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;

namespace GigaChat.Core;

/// <summary>
/// Hides the secret of a request in texts that came from outside: a service or a proxy may send it back, as it is, decoded, encoded
/// once more, or in part. Keeps hashes of the secret's pieces, and of the secret itself no more than its beginning.
/// </summary>
internal sealed class SecretRedactor
{
    /// <summary>Hides nothing: the request has no secret.</summary>
    public static readonly SecretRedactor None = new([]);

    // So many characters in a row are a part of a secret, and not a word that happens to be in it.
    private const int Window = 12;
    private const int ShortestSecret = 4;
    private const ulong Base = 0x100000001B3;
    private const string Mask = "***";

    private static readonly ulong Leaving = Power(Window - 1);

    // By the string of the header, which is the same one for all requests with a token; gone with it.
    private static readonly ConditionalWeakTable<string, SecretRedactor> Known = [];

    private readonly HashSet<ulong> _windows = [];
    private readonly List<string> _short = [];
    private readonly List<string> _beginnings = [];

    private SecretRedactor(IEnumerable<string> secrets)
    {
        foreach (string secret in secrets.SelectMany(Forms))
        {
            if (secret.Length >= Window)
            {
                ForEachWindow(secret, (hash, _) => _windows.Add(hash));
                _beginnings.Add(secret[..(Window - 1)]);
            }
            else if (secret.Length >= ShortestSecret)
                _short.Add(secret);
        }
    }

    /// <summary>The redactor for the secret that a request carries in its header <c>Authorization</c>.</summary>
    public static SecretRedactor For(HttpRequestMessage? request) => For(request?.Headers.Authorization);

    /// <summary>The same for the header itself: a token, or the Base64 of a pair, whose second half is a secret of its own.</summary>
    public static SecretRedactor For(AuthenticationHeaderValue? authorization)
        => authorization?.Parameter is not { Length: > 0 } value ? None
            : Known.GetValue(value, value => new SecretRedactor(Secrets(authorization.Scheme, value)));

    /// <summary>The text with three asterisks for each secret in it, for each form of one, and for each part of 12 characters.</summary>
    public string Redact(string text)
    {
        foreach (string secret in _short)
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        if (text.Length < Window || _windows.Count == 0)
            return text;
        StringBuilder? shown = null;
        int hiddenUntil = 0;
        int copied = 0;
        ForEachWindow(text, (hash, start) =>
        {
            if (!_windows.Contains(hash))
                return;
            shown ??= new StringBuilder(text.Length);
            if (start >= hiddenUntil)
                shown.Append(text, copied, start - copied).Append(Mask);
            copied = hiddenUntil = start + Window;
        });
        return shown is null ? text : shown.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The same for a text that was cut, and may end within a secret.</summary>
    public string RedactCut(string text)
    {
        text = Redact(text);
        foreach (string beginning in _beginnings)
        {
            for (int length = Math.Min(text.Length, beginning.Length); length >= ShortestSecret; length--)
            {
                if (text.AsSpan().EndsWith(beginning.AsSpan(0, length), StringComparison.Ordinal))
                    return $"{text[..^length]}{Mask}";
            }
        }
        return text;
    }

    private static IEnumerable<string> Secrets(string scheme, string value)
    {
        yield return value;
        byte[] decoded = new byte[value.Length];
        if (!string.Equals(scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(value, decoded, out int length))
            yield break;
        string pair = Encoding.UTF8.GetString(decoded, 0, length);
        yield return pair;
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        // A name that is short may be a word of any text; the longer ones are in the pair's own pieces.
        yield return pair[(colon + 1)..];
    }

    private static IEnumerable<string> Forms(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        if (secret.Length < ShortestSecret)
            yield break;
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexString(bytes).ToLowerInvariant();
        // Within a longer text, the Base64 of the secret depends on where among three bytes it begins.
        for (int before = 0; before < 3; before++)
        {
            string encoded = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            string inner = encoded[(before == 0 ? 0 : before + 1)..];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }

    private static void ForEachWindow(string text, Action<ulong, int> found)
    {
        ulong hash = 0;
        for (int index = 0; index < text.Length; index++)
        {
            if (index >= Window)
                hash -= (text[index - Window] + 1UL) * Leaving;
            hash = unchecked((hash * Base) + text[index] + 1UL);
            if (index >= Window - 1)
                found(hash, index - Window + 1);
        }
    }

    private static ulong Power(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
            power = unchecked(power * Base);
        return power;
    }
}
