using System.Net;
using System.Net.Sockets;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Proxy;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ProxyModeTests : EmulatorTest
{
    private static readonly string Streamed = Question(more: "\"stream\":true,");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn(EmulatorAccount.Corporate);
    }

    [Fact]
    public async Task A_tunnel_lets_HTTP_2_through_piece_by_piece()
    {
        Host.Settings.HoldHttp11Streams = true;
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 60_000));
        using var response = await ChatAsync(ThroughProxy(), Streamed, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Contains("один", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("HTTP/2", Assert.Single(Host.Requests.All).Protocol);
        Assert.Equal(1, Host.Proxy.State.OpenTunnels);
    }

    [Fact]
    public async Task A_proxy_that_looks_inside_forces_1_1()
    {
        Host.Proxy.Configure(mode: ProxyMode.Intercept);
        await Assert.ThrowsAsync<HttpRequestException>(() => ThroughProxy().GetAsync(Host.BaseUri + "/models", Cancellation));

        var issuer = "";
        var client = ThroughProxy(handler => handler.SslOptions.RemoteCertificateValidationCallback = (_, leaf, _, errors) =>
        {
            issuer = leaf!.Issuer;
            return errors == System.Net.Security.SslPolicyErrors.None;
        });
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        using var response = await ChatAsync(client, Question("Привет"), Cancellation);
        Assert.Equal((200, HttpVersion.Version11), ((int)response.StatusCode, response.Version));
        Assert.Contains("Эхо: Привет", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("HTTP/1.1", Assert.Single(Host.Requests.All).Protocol);
        Assert.Contains("GigaChat Emulator Proxy CA", issuer, StringComparison.Ordinal);
        client.Dispose();
        await Host.WaitAsync(state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_proxy_that_looks_inside_may_hold_streams_back()
    {
        Host.Settings.HoldHttp11Streams = true;
        Host.Proxy.Configure(mode: ProxyMode.Intercept);
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 100));
        var client = ThroughProxy();
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        using var response = await ChatAsync(client, Streamed, Cancellation);
        Assert.True(Assert.Single(Host.Requests.All).Finished);
        Assert.Equal(4, (await EventsAsync(response)).Count);
    }

    [Fact]
    public async Task A_plain_proxy_does_not_understand_TLS()
    {
        var client = ThroughProxy(scheme: "https");
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Host.BaseUri + "/models", Cancellation));
        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
        Assert.Empty(Host.Proxy.State.Connects);
    }

    [Fact]
    public async Task A_proxy_may_hang_up_at_once()
    {
        Host.Proxy.Configure(mode: ProxyMode.Reset);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => ThroughProxy().GetAsync(Host.BaseUri + "/models", Cancellation));
        Assert.True(failure.InnerException is IOException or SocketException, failure.ToString());
        Host.Proxy.Reset();
        using var response = await ThroughProxy().GetAsync(Host.BaseUri + "/models", Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_proxy_may_say_nothing(string scheme)
    {
        Host.Proxy.Configure(mode: ProxyMode.Silent);
        var client = ThroughProxy(handler => handler.ConnectTimeout = TimeSpan.FromSeconds(1), scheme);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(Host.BaseUri + "/models", Cancellation));
        Assert.Empty(Host.Proxy.State.Connects);
    }

    private HttpClient ThroughProxy(Action<SocketsHttpHandler>? configure = null, string scheme = "http") => NewHttp2Client(handler =>
    {
        (handler.UseProxy, handler.Proxy) = (true, new WebProxy(new UriBuilder(Host.ProxyUri) { Scheme = scheme }.Uri));
        configure?.Invoke(handler);
    });
}
