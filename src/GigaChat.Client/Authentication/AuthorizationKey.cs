using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Authentication;

/// <summary>
/// The authorization key of a GigaChat project: Base64 of <c>ClientID:ClientSecret</c>.
/// It is checked here, because the service answers every mistake with the same 400.
/// </summary>
internal static class AuthorizationKey
{
    /// <summary>
    /// Accepts the key as it is copied from the Studio or pasted with what stood around it (<see cref="PastedSecret"/>), or the two
    /// parts in clear, and returns the key.
    /// </summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/>, with what the text seems to be.</exception>
    public static Secret Normalize(Secret input)
    {
        Span<char> buffer = input.Reveal().Length <= 512 ? stackalloc char[512] : new char[input.Reveal().Length];
        try
        {
            int length = PastedSecret.CopyVisible(input.Reveal(), buffer, keepWhiteSpace: false);
            ReadOnlySpan<char> key = PastedSecret.Unwrap(buffer[..length]);
            if (key.IsEmpty)
                throw Invalid(Messages.KeyEmpty);
            if (Guid.TryParse(key, out _))
                throw Invalid(Messages.KeyIsUuid);
            if (LooksLikeToken(key))
                throw Invalid(Messages.KeyIsToken);
            if (key.Contains(':'))
                return FromPair(key);
            return CheckEncoded(key);
        }
        finally
        {
            Clear(buffer);
        }
    }

    /// <summary>Joins client id and secret; a "secret" that already is the whole key is taken as the key.</summary>
    public static Secret FromClient(string clientId, Secret clientSecret)
    {
        if (string.IsNullOrWhiteSpace(clientId) || clientSecret.IsEmpty)
            throw Invalid(Messages.KeyPairIncomplete);
        if (IsKeyOfTwoUuids(clientSecret.Reveal().Trim()))
            return Normalize(clientSecret);
        using Secret pair = Secret.Pair(clientId.AsSpan().Trim(), clientSecret.Reveal().Trim());
        return Normalize(pair);
    }

    private static Secret FromPair(ReadOnlySpan<char> pair)
    {
        int colon = pair.IndexOf(':');
        if (colon == 0 || colon == pair.Length - 1)
            throw Invalid(Messages.KeyPairIncomplete);
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(pair)];
        Encoding.UTF8.GetBytes(pair, bytes);
        try
        {
            return Secret.Base64(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static Secret CheckEncoded(ReadOnlySpan<char> key)
    {
        byte[] decoded = new byte[key.Length];
        try
        {
            if (!Convert.TryFromBase64Chars(key, decoded, out int length))
                throw FindForeign(key) ?? Invalid(Messages.KeyNotBase64);

            ReadOnlySpan<byte> inner = decoded.AsSpan(0, length);
            int colon = inner.IndexOf((byte)':');
            if (colon > 0 && colon < length - 1)
                return Secret.From(key);
            if (colon < 0 && IsEncodedKey(inner))
                throw Invalid(Messages.KeyEncodedTwice);
            if (Utf8Parser.TryParse(inner, out Guid _, out int used) && used == length)
                throw Invalid(Messages.KeyIsUuid);
            throw Invalid(colon < 0 ? Messages.KeyHasNoPair : Messages.KeyPairIncomplete);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }

    private static bool IsEncodedKey(ReadOnlySpan<byte> text)
    {
        char[] chars = new char[text.Length];
        try
        {
            Encoding.Latin1.GetChars(text, chars);
            return IsKeyOfTwoUuids(chars);
        }
        finally
        {
            Clear(chars);
        }
    }

    // Span.Clear could be optimized away, because the buffer is not read afterwards; ZeroMemory is not.
    private static void Clear(Span<char> text) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text));

    private static bool IsKeyOfTwoUuids(ReadOnlySpan<char> text)
    {
        Span<byte> decoded = stackalloc byte[128];
        try
        {
            return text.Length <= 160
                && Convert.TryFromBase64Chars(text, decoded, out int length)
                && decoded[..length].IndexOf((byte)':') is > 0 and int colon
                && Utf8Parser.TryParse(decoded[..colon], out Guid _, out int first) && first == colon
                && Utf8Parser.TryParse(decoded[(colon + 1)..length], out Guid _, out int second) && second == length - colon - 1;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }

    // An encrypted JWT: Base64URL parts joined by dots, beginning with an encoded "{" and about 1.2 kB long.
    private static bool LooksLikeToken(ReadOnlySpan<char> text)
        => text.Count('.') >= 2 && (text.StartsWith("eyJ", StringComparison.Ordinal) || text.Length > 400);

    // A letter of another alphabet that looks the same, a sign that an editor has put in: one of few in a text that is a key otherwise.
    private static GigaChatException? FindForeign(ReadOnlySpan<char> key)
    {
        int foreign = 0;
        int place = -1;
        for (int index = 0; index < key.Length; index++)
        {
            if (char.IsAsciiLetterOrDigit(key[index]) || key[index] is '+' or '/' or '=')
                continue;
            foreign++;
            if (place < 0)
                place = index;
        }
        if (foreign == 0 || foreign * 10 > key.Length)
            return null;
        char c = key[place];
        string name = char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c) ? $"{c} U+{(int)c:X4}" : $"U+{(int)c:X4}";
        return new GigaChatException(GigaChatErrorKind.KeyInvalid, Localized.Format(Messages.KeyHasForeignCharacter, name, place + 1));
    }

    private static GigaChatException Invalid(string message) => new(GigaChatErrorKind.KeyInvalid, message);
}
