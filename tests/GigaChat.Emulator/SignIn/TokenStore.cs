using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using GigaChat.Emulator.Accounts;

namespace GigaChat.Emulator.SignIn;

/// <summary>
/// The tokens that were issued. Ended ones are kept, because the service refuses them with another message than unknown ones.
/// </summary>
public sealed class TokenStore
{
    // {"alg":"RSA-OAEP-256","enc":"A256CBC-HS512","cty":"jwt"}: the service's tokens look so, and are about as long.
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"RSA-OAEP-256","enc":"A256CBC-HS512","cty":"jwt"}"""u8);
    private readonly ConcurrentDictionary<string, IssuedToken> _tokens = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    internal TokenStore(TimeProvider time) => _time = time;

    public IReadOnlyCollection<IssuedToken> All => [.. _tokens.Values];

    /// <summary>Issues a token without a sign-in.</summary>
    public IssuedToken Issue(EmulatorAccount account, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(account);
        // Whole milliseconds: the answer has no finer unit, and a test may compare the two.
        var end = DateTimeOffset.FromUnixTimeMilliseconds((_time.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        var token = new IssuedToken($"{Header}.{Random(256)}.{Random(16)}.{Random(512)}.{Random(32)}", account, end);
        _tokens[token.Value] = token;
        return token;
    }

    /// <summary>Ends one token now.</summary>
    public void Expire(string value)
    {
        if (_tokens.TryGetValue(value, out var token))
            token.ExpiresAt = DateTimeOffset.MinValue;
    }

    /// <summary>Ends all tokens now.</summary>
    public void ExpireAll()
    {
        foreach (var token in _tokens.Values)
            token.ExpiresAt = DateTimeOffset.MinValue;
    }

    /// <summary>Forgets all tokens: they become unknown ones.</summary>
    public void Clear() => _tokens.Clear();

    internal IssuedToken? Find(string value) => _tokens.GetValueOrDefault(value);

    internal bool IsAlive(IssuedToken token) => token.ExpiresAt > _time.GetUtcNow();

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
