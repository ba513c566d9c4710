using GigaChat.Emulator.Connections;
using GigaChat.Emulator.Proxy;

namespace GigaChat.Tests.Http;

/// <summary>A scheme, a port or a proxy that is wrong: the message names it, and what to write.</summary>
public sealed class WayErrorTests : ConnectedTest
{
    [Theory]
    [InlineData("ConnectionProxyNoTls", ProxyMode.Tunnel, "https")]
    [InlineData("ConnectionProxySilentTls", ProxyMode.Silent, "https")]
    [InlineData("ConnectionProxySilent", ProxyMode.Silent, "http")]
    public async Task A_proxy_that_does_not_speak_as_its_scheme_says(string detail, ProxyMode mode, string scheme)
    {
        Host.Proxy.Configure(mode: mode);
        var proxy = new Uri($"{scheme}://{Host.ProxyUri.Authority}");
        GigaChatException error = await FailAsync(options => options with { Proxy = new ProxySettings { Address = proxy } });
        AssertError(error, detail, mode == ProxyMode.Silent ? GigaChatErrorKind.Timeout : GigaChatErrorKind.ConnectionFailed);
        Assert.Contains($"{scheme}://{Host.ProxyUri.Authority}", error.Message, StringComparison.Ordinal);
        if (scheme == "https")
            Assert.Contains(Host.ProxyUri.GetLeftPart(UriPartial.Authority), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionProxyNotHttp", PlainHttpAnswer.Page)]
    [InlineData("ConnectionProxyBroken", PlainHttpAnswer.Reset)]
    public async Task A_proxy_that_expects_TLS(string detail, PlainHttpAnswer answer)
    {
        Host.Settings.PlainHttpAtTlsPort = answer;
        var proxy = new Uri($"http://{Host.BaseUri.Authority}");
        GigaChatException error = await FailAsync(options => options with { Proxy = new ProxySettings { Address = proxy } });
        AssertError(error, detail, GigaChatErrorKind.ConnectionFailed);
        Assert.Contains($"https://{Host.BaseUri.Authority}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionSchemeNotHttps", PlainHttpAnswer.Page, GigaChatErrorKind.AddressWrong)]
    [InlineData("ConnectionPlainConnectionLost", PlainHttpAnswer.Reset, GigaChatErrorKind.ConnectionFailed)]
    public async Task Plain_HTTP_at_a_TLS_port(string detail, PlainHttpAnswer answer, GigaChatErrorKind kind)
    {
        Host.Settings.PlainHttpAtTlsPort = answer;
        GigaChatException error = await FailAsync(options => options with { BaseUri = new Uri($"http://{Host.BaseUri.Authority}/v1") });
        AssertError(error, detail, kind);
        Assert.Contains(Host.BaseUri.AbsoluteUri, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_at_a_plain_port()
    {
        GigaChatException error = await FailAsync(
            options => options with { BaseUri = new Uri($"https://{Host.ControlUri.Authority}/v1") });
        AssertError(error, "ConnectionNoTlsHere", GigaChatErrorKind.ConnectionFailed);
        Assert.Contains($"http://{Host.ControlUri.Authority}/v1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing()
    {
        GigaChatException error = await FailAsync(options =>
        {
            Host.Settings.SilentConnections = true;
            return options;
        });
        AssertError(error, "ConnectionNoConnectionWithin", GigaChatErrorKind.Timeout);
        // Half of the time for an attempt; and nothing is tried again.
        Assert.Contains("0.5 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_server_was_reached_the_proxy_is_not_suspected()
    {
        GigaChatConnection connection = NewConnection(options => options with
        {
            Proxy = new ProxySettings { Address = Host.ProxyUri }, MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(20),
        });
        await connection.GetModelsAsync(cancellationToken: Cancellation);
        Host.Faults.Add(Emulator.Faults.FaultKind.DropBeforeHeaders);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.GetModelsAsync(cancellationToken: Cancellation));
        AssertError(error, "ConnectionLost", GigaChatErrorKind.ConnectionFailed);
    }

    private async Task<GigaChatException> FailAsync(Func<GigaChatOptions, GigaChatOptions> change)
    {
        // The token is there: what fails is the way to the API.
        await Connection.SignInAsync(cancellationToken: Cancellation);
        GigaChatConnection connection = NewConnection(options => change(options with
        {
            Timeout = TimeSpan.FromSeconds(1), MaximumRetryCount = 2, RetryInterval = TimeSpan.FromMilliseconds(1),
        }));
        return await Assert.ThrowsAsync<GigaChatException>(() => connection.GetModelsAsync(cancellationToken: Cancellation));
    }

    private static void AssertError(GigaChatException error, string detail, GigaChatErrorKind kind)
        => Assert.Equal((detail, kind), (error.Detail, error.Kind));
}
