using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace GigaChat;

/// <summary>The tokens of this process, in memory only. Connections with the same key, scope and sign-in address share one.</summary>
internal static class TokenCache
{
    private static readonly ConcurrentDictionary<string, TokenSlot> Slots = new(StringComparer.Ordinal);

    /// <summary>The slot for a way of signing in.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="secret">What is kept apart by its hash.</param>
    /// <param name="scope">The scope asked for.</param>
    /// <param name="address">The sign-in address.</param>
    public static TokenSlot Slot(SignInKind kind, ReadOnlySpan<char> secret, string scope, Uri address)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(secret)];
        Encoding.UTF8.GetBytes(secret, bytes);
        string hash = Convert.ToHexString(SHA256.HashData(bytes));
        CryptographicOperations.ZeroMemory(bytes);
        return Slots.GetOrAdd($"{kind}|{hash}|{scope}|{address}", static _ => new TokenSlot(TimeProvider.System));
    }
}
