using System.Net.Http.Headers;
using System.Security;
using System.Text;
using GigaChat.Http;
using GigaChat.Tests.Http;

namespace GigaChat.Tests.Authentication;

/// <summary>What held a key or a token is zero afterwards.</summary>
public sealed class ClearedSecretTests
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
        using var server = new AnswerServer();
        GigaChatCredential credential = GigaChatCredential.FromKey(Secret.From(Keys.Key));
        GigaChatConnection connection = server.Connect(credential);
        ReadOnlySpan<char> memory = credential.Secret!.Reveal();
        Assert.Equal(Keys.Key, new string(memory));

        connection.Dispose();

        Assert.False(memory.ContainsAnyExcept('\0'));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(16 * 1024)]
    [InlineData(100_000)]
    public async Task An_answer_with_a_token_is_read_whole_and_zero_once_it_is_disposed(int length)
    {
        byte[] body = Encoding.ASCII.GetBytes(new string('t', length));
        using var network = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        ZeroizedContent answer = await ZeroizedContent.LoadAsync(network, CancellationToken.None);
        Assert.Equal("application/json", answer.Headers.ContentType!.MediaType);
        Assert.Equal(length, answer.Headers.ContentLength);
        var stream = Assert.IsType<MemoryStream>(await answer.ReadAsStreamAsync(Cancellation));
        Assert.Equal(body, stream.ToArray());
        Assert.True(stream.TryGetBuffer(out ArraySegment<byte> memory));

        answer.Dispose();

        Assert.False(memory.AsSpan().ContainsAnyExcept((byte)0));
    }

    [Fact]
    public async Task An_answer_too_large_for_a_token_is_refused()
    {
        using var server = new AnswerServer();
        using GigaChatConnection connection = server.Connect(GigaChatCredential.FromKey(Secret.From(Keys.Key)));
        server.Answer(new byte[ZeroizedContent.MaxBytes + 1]);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.SignInAsync(cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
    }
}
