using System.IO.Compression;
using System.Net;
using GigaChat.Emulator.Faults;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class CompressionTests : EmulatorTest
{
    private static readonly string Streamed = Question(more: "\"stream\":true,");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Theory]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip;q=0.9, br;q=0.1", "gzip")]
    [InlineData("GZIP, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0, identity", null)]
    [InlineData("deflate, zstd", null)]
    [InlineData(null, null)]
    public async Task A_client_that_asks_for_a_packed_answer_gets_it(string? asked, string? coding)
    {
        using var plain = await GetAsync("/models");
        var wanted = await plain.Content.ReadAsByteArrayAsync(Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, Host.BaseUri + "/models");
        if (asked is not null)
            request.Headers.Add("Accept-Encoding", asked);
        using var response = await Http.SendAsync(request, Cancellation);
        Assert.Equal(coding is null ? [] : [coding], response.Content.Headers.ContentEncoding);
        Assert.Equal(wanted, Unpack(coding, await response.Content.ReadAsByteArrayAsync(Cancellation)));
    }

    [Fact]
    public async Task Errors_and_sign_ins_are_packed_too_and_short_bodies_never()
    {
        Http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        using var error = await GetAsync("/models/None");
        using var signIn = await OAuthAsync();
        Assert.Equal([["gzip"], ["gzip"]], new[] { error, signIn }.Select(response => response.Content.Headers.ContentEncoding));
        using var brief = await PostAsync("/tokens/count", """{"model":"GigaChat","input":[]}""");
        Assert.Empty(brief.Content.Headers.ContentEncoding);
        Host.Settings.Compression = false;
        using var plain = await GetAsync("/models");
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Streams_are_never_packed()
    {
        Http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        using var stream = await ChatAsync(Streamed);
        Assert.Empty(stream.Content.Headers.ContentEncoding);
        Assert.NotEmpty(await EventsAsync(stream));
    }

    [Theory]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData(null, "gzip")]
    public async Task A_bomb_is_small_until_it_is_unpacked(string? asked, string coding)
    {
        Host.Faults.Add(new Fault(FaultKind.Bomb, Bytes: 4 << 20));
        using var request = PostRequest("/chat/completions", Question());
        if (asked is not null)
            request.Headers.Add("Accept-Encoding", asked);
        using var response = await Http.SendAsync(request, Cancellation);
        var packed = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        Assert.InRange(packed.Length, 1, 10_000);
        Assert.InRange(Unpack(coding, packed).Length, 4 << 20, (4 << 20) + 200);
    }

    [Fact]
    public async Task A_stream_may_be_a_bomb()
    {
        Host.Faults.Add(new Fault(FaultKind.Bomb, Bytes: 1 << 20));
        using var response = await ChatAsync(Streamed);
        var text = System.Text.Encoding.ASCII.GetString(Unpack("gzip", await response.Content.ReadAsByteArrayAsync(Cancellation)));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("data: {", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoding_may_be_a_lie()
    {
        var client = NewClient(handler => handler.AutomaticDecompression = DecompressionMethods.All);
        client.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        Host.Faults.Add(FaultKind.WrongEncoding);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(Host.BaseUri + "/models", Cancellation));
        Assert.IsType<InvalidDataException>(failure.InnerException ?? failure);
        Assert.Contains("GigaChat-2", await client.GetStringAsync(Host.BaseUri + "/models", Cancellation), StringComparison.Ordinal);
    }

    private static byte[] Unpack(string? coding, byte[] body)
    {
        using var packed = new MemoryStream(body);
        using Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
