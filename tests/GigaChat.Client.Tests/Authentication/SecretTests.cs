using System.Security;
using System.Text;
using GigaChat.Tests.Http;

namespace GigaChat.Tests.Authentication;

/// <summary>A secret is overwritten with zeros once it is disposed of.</summary>
public sealed class SecretTests
{
    public static TheoryData<string> Origins => ["text", "secure string", "pair", "bytes"];

    [Theory]
    [MemberData(nameof(Origins))]
    public void A_secret_is_zero_once_it_is_disposed(string origin)
    {
        using var secure = new SecureString();
        secure.AppendChar('к');
        Secret secret = origin switch
        {
            "text" => Secret.From("ключ"),
            "secure string" => Secret.From(secure),
            "pair" => Secret.Pair("id", "ключ"),
            _ => Secret.Base64("ключ"u8),
        };
        ReadOnlySpan<char> memory = secret.Reveal();
        Assert.True(memory.ContainsAnyExcept('\0'));

        secret.Dispose();

        Assert.False(memory.ContainsAnyExcept('\0'));
        Assert.Throws<ObjectDisposedException>(() => _ = secret.Reveal().Length);
    }

    [Fact]
    public void Joined_and_encoded_secrets_are_what_they_should_be()
    {
        using Secret pair = Secret.Pair(Keys.Id, Keys.Secret);
        Assert.Equal($"{Keys.Id}:{Keys.Secret}", new string(pair.Reveal()));
        for (int length = 0; length < 8; length++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(new string('z', length));
            using Secret encoded = Secret.Base64(bytes);
            Assert.Equal(Convert.ToBase64String(bytes), new string(encoded.Reveal()));
        }
    }

    [Fact]
    public void Closing_a_connection_clears_its_key()
    {
        using var server = new CannedServer();
        GigaChatCredential credential = GigaChatCredential.FromKey(Secret.From(Keys.Key));
        GigaChatConnection connection = server.Connect(credential);
        ReadOnlySpan<char> memory = credential.Secret!.Reveal();
        Assert.Equal(Keys.Key, new string(memory));

        connection.Dispose();

        Assert.False(memory.ContainsAnyExcept('\0'));
    }
}
