using System.Security.Cryptography;
using System.Text;

namespace GigaChat.Authentication;

/// <summary>
/// The tokens of this process, in memory only. Connections with the same key, scope, sign-in address and trust share one: a token that
/// came from a server which only one of them accepts is not sent by another, and neither does the other wait for that server.
/// </summary>
internal static class TokenCache
{
    private static readonly Dictionary<string, (SharedToken Slot, int Tenants)> Tokens = new(StringComparer.Ordinal);

    /// <summary>A share in the slot for a way of signing in. The token is forgotten with the last share.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="secret">What is kept apart by its hash.</param>
    /// <param name="scope">The scope asked for.</param>
    /// <param name="address">The sign-in address.</param>
    /// <param name="trustKey">Which servers are accepted; null where any is, for a slot that nothing else shares.</param>
    public static Lease Acquire(SignInKind kind, ReadOnlySpan<char> secret, string scope, Uri address, string? trustKey)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(secret)];
        Encoding.UTF8.GetBytes(secret, bytes);
        string key = $"{kind}|{Convert.ToHexString(SHA256.HashData(bytes))}|{scope}|{address}|{trustKey ?? Guid.NewGuid().ToString()}";
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
