using System.Security.Cryptography;
using System.Text;

namespace GigaChat.Authentication;

/// <summary>The tokens of this process, in memory only. Connections with the same key, scope and sign-in address share one.</summary>
internal static class TokenCache
{
    private static readonly Dictionary<string, (SharedToken Slot, int Tenants)> Tokens = new(StringComparer.Ordinal);

    /// <summary>A share in the slot for a way of signing in. The token is forgotten with the last share.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="secret">What is kept apart by its hash.</param>
    /// <param name="scope">The scope asked for.</param>
    /// <param name="address">The sign-in address.</param>
    public static Lease Acquire(SignInKind kind, ReadOnlySpan<char> secret, string scope, Uri address)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(secret)];
        Encoding.UTF8.GetBytes(secret, bytes);
        string key = $"{kind}|{Convert.ToHexString(SHA256.HashData(bytes))}|{scope}|{address}";
        CryptographicOperations.ZeroMemory(bytes);
        lock (Tokens)
        {
            (SharedToken token, int tenants) = Tokens.TryGetValue(key, out var known) ? known : (new SharedToken(TimeProvider.System), 0);
            Tokens[key] = (token, tenants + 1);
            return new Lease(key, token);
        }
    }

    private static void Release(string key)
    {
        lock (Tokens)
        {
            (SharedToken token, int tenants) = Tokens[key];
            if (tenants > 1)
            {
                Tokens[key] = (token, tenants - 1);
                return;
            }
            Tokens.Remove(key);
            token.Clear();
        }
    }

    /// <summary>One connection's part in a slot.</summary>
    internal sealed class Lease(string key, SharedToken token) : IDisposable
    {
        private string? _key = key;

        public SharedToken Token { get; } = token;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _key, null) is { } key)
                Release(key);
        }
    }
}
