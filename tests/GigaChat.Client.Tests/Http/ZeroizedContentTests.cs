using System.Net.Http.Headers;
using System.Text;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

/// <summary>A body that held a token is overwritten with zeros once it is disposed of.</summary>
public sealed class ZeroizedContentTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(16 * 1024)]
    [InlineData(100_000)]
    public async Task A_response_with_a_token_is_read_whole_and_zero_once_it_is_disposed(int length)
    {
        byte[] body = Encoding.ASCII.GetBytes(new string('t', length));
        using var network = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        ZeroizedContent content = await ZeroizedContent.LoadAsync(network, CancellationToken.None);
        Assert.Equal("application/json", content.Headers.ContentType!.MediaType);
        Assert.Equal(length, content.Headers.ContentLength);
        var stream = Assert.IsType<MemoryStream>(await content.ReadAsStreamAsync(Cancellation));
        Assert.Equal(body, stream.ToArray());
        Assert.True(stream.TryGetBuffer(out ArraySegment<byte> memory));

        content.Dispose();

        Assert.False(memory.AsSpan().ContainsAnyExcept((byte)0));
    }

    [Fact]
    public async Task A_response_too_large_for_a_token_is_refused()
    {
        using var server = new CannedServer();
        using GigaChatConnection connection = server.Connect(GigaChatCredential.FromKey(Secret.From(Keys.Key)));
        server.Respond(new byte[ZeroizedContent.MaxBytes + 1]);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.SignInAsync(cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
    }
}
