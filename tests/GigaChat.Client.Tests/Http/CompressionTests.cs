using System.IO.Compression;
using System.Net;
using GigaChat.Emulator.Faults;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class CompressionTests : ConnectedTest
{
    // Unpacked; a thousandth of it travels.
    private const long Bomb = 1L << 34;
    private static readonly ChatRequest Prompt = new() { Prompt = "Привет" };

    [Fact]
    public async Task All_but_streams_files_and_sign_ins_ask_for_it()
    {
        await Connection.GetModelsAsync(cancellationToken: Cancellation);
        await Connection.ChatAsync(Prompt, cancellationToken: Cancellation);
        await Connection.EmbedAsync(["Привет"], cancellationToken: Cancellation);
        await ReadAsync();
        ChatReply drawn = await Connection.DrawAsync("нарисуй кота", cancellationToken: Cancellation);
        using var file = new MemoryStream();
        await Connection.DownloadFileAsync(drawn.Files[0], file, cancellationToken: Cancellation);

        Assert.Equal([null, "gzip, br", "gzip, br", "gzip, br", null, "gzip, br", null],
            Host.Requests.All.Select(static request => request.Headers.GetValueOrDefault("Accept-Encoding")));
        // The official SDK sends it with streams, and with nothing else.
        Assert.Equal([null, null, null, null, "no-store", null, null],
            Host.Requests.All.Select(static request => request.Headers.GetValueOrDefault("Cache-Control")));
    }

    [Fact]
    public async Task A_packed_answer_is_read_and_traced_as_text()
    {
        var bodies = new List<BodyTrace>();
        string[] texts = [.. Enumerable.Range(1, 200).Select(static n => $"Текст {n}")];
        IReadOnlyList<EmbeddingResult> vectors = await Connection.EmbedAsync(
            texts, options: new CallOptions { Bodies = bodies.Add }, cancellationToken: Cancellation);
        Assert.Equal(texts.Length, vectors.Count);
        BodyTrace answer = Assert.Single(bodies, static body => body.IsAnswer);
        Assert.StartsWith("{\"object\":\"list\"", answer.Text, StringComparison.Ordinal);
        // What was unpacked: a tenth of it came.
        Assert.True(answer.Size > 1_000_000, $"{answer.Size}");
    }

    [Theory]
    [InlineData(FaultTarget.SignIn)]
    [InlineData(FaultTarget.Models)]
    [InlineData(FaultTarget.Chat)]
    [InlineData(FaultTarget.Stream)]
    [InlineData(FaultTarget.Embeddings)]
    public async Task A_bomb_ends_at_the_limit(FaultTarget target)
    {
        Host.Faults.Add(new Fault(FaultKind.Bomb, target, Bytes: Bomb));
        long before = GC.GetTotalAllocatedBytes();
        var error = await Assert.ThrowsAnyAsync<GigaChatException>(() => SendAsync(target));
        Assert.Equal((GigaChatErrorKind.ResponseInvalid, "AnswerTooLarge"), (error.Kind, error.Detail));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
        await Host.WaitAsync(static state => state.InFlight == 0, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_body_that_is_not_packed_as_it_says_is_unreadable_and_not_asked_for_again()
    {
        GigaChatConnection connection = NewConnection(static options => options with { MaximumRetryCount = 3 });
        Host.Faults.Add(new Fault(FaultKind.WrongEncoding, FaultTarget.Models));
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.GetModelsAsync(cancellationToken: Cancellation));
        Assert.Equal((GigaChatErrorKind.ResponseInvalid, "AnswerUnreadable"), (error.Kind, error.Detail));
        Assert.Single(Host.Requests.All, static request => request.Path.EndsWith("/models", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task What_was_not_asked_for_is_unpacked_too(string coding)
    {
        byte[] file = [.. Enumerable.Range(0, 300_000).Select(static n => (byte)(n / 256))];
        using var server = new CannedServer();
        server.Respond(Pack(coding, file), "image/jpeg", more: $"Content-Encoding: {coding}\r\n");
        using GigaChatConnection connection = server.Connect();
        using var saved = new MemoryStream();
        FileDownloadResult result = await connection.DownloadFileAsync(
            Guid.NewGuid().ToString(), saved, cancellationToken: Cancellation);
        Assert.Equal(file, saved.ToArray());
        Assert.Equal(file.Length, result.Length);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task A_coding_that_nobody_knows_is_an_error(string coding)
    {
        using var server = new CannedServer();
        server.Respond("{}"u8.ToArray(), more: $"Content-Encoding: {coding}\r\n");
        using GigaChatConnection connection = server.Connect();
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.GetModelsAsync(cancellationToken: Cancellation));
        Assert.Equal((GigaChatErrorKind.ResponseInvalid, "AnswerUnreadable"), (error.Kind, error.Detail));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Over_HTTP_2_an_answer_that_is_shorter_than_its_length_is_no_whole_one(bool isDownload)
    {
        using var handler = new AttemptHandler { InnerHandler = new ShortAnswer() };
        using var client = new HttpMessageInvoker(handler);
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://localhost/");
        using var transfer = new Transfer("файл", TransferDirection.Download, null);
        var request = new ServiceRequest(HttpMethod.Get, "files");
        if (isDownload)
            request = request with
            {
                Transfer = transfer,
                Sink = static async (body, idle) => idle.ReportBytes((await body.ReadAsByteArrayAsync()).Length),
            };
        new AttemptContext(request, null, TimeSpan.FromSeconds(20)).AttachTo(message);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(message, Cancellation));
        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
    }

    private Task SendAsync(FaultTarget target) => target switch
    {
        FaultTarget.SignIn => Connection.SignInAsync(cancellationToken: Cancellation),
        FaultTarget.Models => Connection.GetModelsAsync(cancellationToken: Cancellation),
        FaultTarget.Chat => Connection.ChatAsync(Prompt, cancellationToken: Cancellation),
        FaultTarget.Stream => ReadAsync(),
        _ => Connection.EmbedAsync(["Привет"], cancellationToken: Cancellation),
    };

    private async Task ReadAsync()
    {
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(Prompt, cancellationToken: Cancellation))
            Assert.NotNull(chunk);
    }

    private static byte[] Pack(string coding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packer = coding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "identity" => new BufferedStream(new MemoryStream()),
            _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packer.Write(bytes);
        }
        return coding == "identity" ? bytes : packed.ToArray();
    }

    private sealed class ShortAnswer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Version = HttpVersion.Version20,
                RequestMessage = request,
                Content = new StreamContent(new MemoryStream(new byte[5])) { Headers = { ContentLength = 10 } },
            });
    }
}
