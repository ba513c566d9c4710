using System.Collections.Concurrent;
using System.Net;
using GigaChat.Core;
using GigaChat.Emulator.Adversary.Http2;
using GigaChat.Http;
using GigaChat.Trust;

namespace GigaChat.Tests.Adversary;

/// <summary>
/// A request of HTTP/2 against each mode of the adversary: it ends, within limits of time and memory, and shows nothing that does harm.
/// </summary>
[Collection(AdversaryGroup.Name)]
public sealed class Http2AdversaryTests(AdversaryFixture fixture) : IDisposable
{
    private const long MostAllocated = 512L * 1024 * 1024;
    private const long MostReceived = (16 + 80) * 1024L * 1024;

    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(1);

    private readonly Http2AdversaryServer _server = new(fixture.Certificates);

    public static TheoryData<string> Modes => [.. Http2Modes.All.Select(static mode => mode.Name)];

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_message_of_HTTP2_ends(string name)
    {
        Http2Mode mode = Http2Modes.Find(name);
        _server.Use(name);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(mode.Stalls ? Stalled : LongestRun);
        long allocated = GC.GetTotalAllocatedBytes();

        Exception? error = await Record.ExceptionAsync(() => SendMessageAsync(bound.Token));

        Assert.False(bound.IsCancellationRequested && !mode.Stalls, "It did not end.");
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, MostAllocated);
        if (!mode.Stalls)
            Assert.InRange(_server.BytesWritten, 0, MostReceived);
        Assert.False(mode.MustFail && error is null, "It was taken for an answer.");
        Assert.False(mode.MustSucceed && error is not null, $"It was no answer: {error}");
        if (error is not null && !bound.IsCancellationRequested)
            Harmless.AssertError(ErrorFrom(error)!);
        await _server.WaitForLeaveAsync(LongestRun, Cancellation);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_request_of_a_connection_ends_in_an_answer_or_an_error_of_ours(string name)
    {
        Http2Mode mode = Http2Modes.Find(name);
        _server.Use(name);
        var traces = new ConcurrentQueue<RequestTrace>();
        long allocated = GC.GetTotalAllocatedBytes();
        Exception? error;
        using (Secret token = Secret.From(AdversaryFixture.Token))
        using (var connection = new GigaChatConnection(
            Options(mode.Stalls ? Stalled : LongestRun), GigaChatCredential.FromToken(token)))
        {
            error = await Record.ExceptionAsync(
                () => connection.GetModelsAsync(new CallOptions { Trace = traces.Enqueue }, Cancellation));
        }

        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, MostAllocated);
        if (error is not null)
            Harmless.AssertError(Assert.IsType<GigaChatException>(error, exactMatch: false));
        Assert.False(mode.MustFail && error is null, "It was taken for an answer.");
        Assert.All(traces, static trace => Harmless.AssertText(trace.ToString()));
        await _server.WaitForLeaveAsync(LongestRun, Cancellation);
    }

    private GigaChatOptions Options(TimeSpan timeout) => new()
    {
        BaseUri = _server.Uri,
        MaximumRetryCount = 0,
        Timeout = timeout,
        Proxy = new ProxySettings { NoProxy = true },
        Trust = new TrustSettings { CertificateAuthorityPaths = [fixture.Files.CaPath] },
    };

    private async Task SendMessageAsync(CancellationToken cancellationToken)
    {
        GigaChatOptions options = Options(LongestRun);
        var trust = new ServerTrust(options.Trust);
        using SocketsHttpHandler handler = HttpPipeline.CreateSocketHandler(options, proxy: null, trust, credential: null);
        using var client = new HttpMessageInvoker(handler);
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Uri, "models"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using HttpResponseMessage response = await client.SendAsync(message, cancellationToken);
        await response.Content.LoadIntoBufferAsync(ServiceRequest.DefaultMaxResponseBytes, cancellationToken);
    }

    private GigaChatException? ErrorFrom(Exception e)
    {
        var context = new TransportErrorContext("Default", new ProxySettings { NoProxy = true }, IsSignIn: false)
        {
            ConnectTimeout = LongestRun,
            Contact = new ServerContact(),
        };
        return TransportError.From(e, _server.Uri, context, LongestRun, SecretRedactor.None, CancellationToken.None);
    }
}
