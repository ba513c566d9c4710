using System.Security.Cryptography;
using System.Text;

namespace GigaChat;

/// <summary>The tokens of this process, in memory only. Connections with the same key, scope and sign-in address share one.</summary>
internal static class TokenCache
{
    private static readonly Dictionary<string, (TokenSlot Slot, int Tenants)> Slots = new(StringComparer.Ordinal);

    /// <summary>A share in the slot for a way of signing in. The token is forgotten with the last share.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="secret">What is kept apart by its hash.</param>
    /// <param name="scope">The scope asked for.</param>
    /// <param name="address">The sign-in address.</param>
    public static Share Rent(SignInKind kind, ReadOnlySpan<char> secret, string scope, Uri address)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(secret)];
        Encoding.UTF8.GetBytes(secret, bytes);
        string key = $"{kind}|{Convert.ToHexString(SHA256.HashData(bytes))}|{scope}|{address}";
        CryptographicOperations.ZeroMemory(bytes);
        lock (Slots)
        {
            (TokenSlot slot, int tenants) = Slots.TryGetValue(key, out var known) ? known : (new TokenSlot(TimeProvider.System), 0);
            Slots[key] = (slot, tenants + 1);
            return new Share(key, slot);
        }
    }

    private static void Return(string key)
    {
        lock (Slots)
        {
            (TokenSlot slot, int tenants) = Slots[key];
            if (tenants > 1)
            {
                Slots[key] = (slot, tenants - 1);
                return;
            }
            Slots.Remove(key);
            slot.Clear();
        }
    }

    /// <summary>One connection's part in a slot.</summary>
    internal sealed class Share(string key, TokenSlot slot) : IDisposable
    {
        private string? _key = key;

        public TokenSlot Slot { get; } = slot;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _key, null) is { } key)
                Return(key);
        }
    }
}
