using System.Net;
using GigaChat.Emulator.Proxy;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ProxyTests : EmulatorTest
{
    [Fact]
    public async Task A_tunnel_leads_to_the_emulator()
    {
        using var response = await ThroughProxyAsync(null);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal([new ProxyConnect(Target, 200, null)], Host.Proxy.State.Connects);
    }

    [Fact]
    public async Task Credentials_are_demanded_and_taken()
    {
        Host.Proxy.Configure("user", "пароль");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ThroughProxyAsync(null));
        Assert.Contains("407", refused.Message, StringComparison.Ordinal);

        using var response = await ThroughProxyAsync(new("user", "пароль"));
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(new ProxyConnect(Target, 200, "user"), Host.Proxy.State.Connects[^1]);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(403)]
    public async Task Tunnels_may_be_refused(int status)
    {
        Host.Proxy.Configure(refuseStatus: status);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ThroughProxyAsync(null));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        Assert.Equal([new ProxyConnect(Target, status, null)], Host.Proxy.State.Connects);
    }

    [Fact]
    public async Task Other_machines_are_out_of_reach()
    {
        var client = NewClient(handler => (handler.UseProxy, handler.Proxy) = (true, new WebProxy(Host.ProxyUri)));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://service.example/v1/models", Cancellation));
        Assert.Equal([new ProxyConnect("service.example:443", 403, null)], Host.Proxy.State.Connects);
    }

    [Fact]
    public async Task A_tunnel_ends_with_its_client()
    {
        SignIn();
        var client = NewClient(handler => (handler.UseProxy, handler.Proxy) = (true, new WebProxy(Host.ProxyUri)));
        using (await client.GetAsync(Host.BaseUri + "/models", Cancellation))
            Assert.Equal(1, Host.Proxy.State.OpenTunnels);
        client.Dispose();
        await Host.WaitAsync(state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
    }

    private string Target => $"localhost:{Host.BaseUri.Port}";

    private Task<HttpResponseMessage> ThroughProxyAsync(NetworkCredential? credential)
    {
        var client = NewClient(
            handler => (handler.UseProxy, handler.Proxy) = (true, new WebProxy(Host.ProxyUri) { Credentials = credential }));
        return client.GetAsync(Host.BaseUri + "/models");
    }
}
