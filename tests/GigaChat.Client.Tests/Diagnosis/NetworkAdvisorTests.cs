using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Diagnosis;

namespace GigaChat.Tests.Diagnosis;

public sealed class NetworkAdvisorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly DnsEndPoint Server = new("ngw.devices.sberbank.ru", 9443);
    private static readonly DnsEndPoint ProxyHost = new("proxy.corp", 3128);
    private static readonly NetworkAdvisor Direct = new(Server, Server, proxy: null);
    private static readonly NetworkAdvisor Proxied = new(Server, ProxyHost, "http://proxy.corp:3128");

    [Theory]
    [InlineData(SocketError.HostNotFound, "DNS has no such name")]
    [InlineData(SocketError.NoData, "DNS has no such name")]
    [InlineData(SocketError.TryAgain, "the DNS server does not answer")]
    public void A_name_that_is_not_found_speaks_of_the_name_server(SocketError error, string detail)
    {
        Finding finding = Direct.Explain(ConnectionStep.NameLookup, new SocketException((int)error), Limit);
        Assert.Equal(detail, finding.Detail);
        Assert.Contains("nslookup ngw.devices.sberbank.ru", finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "no answer within 15 s")]
    [InlineData(SocketError.ConnectionRefused, "connection refused")]
    [InlineData(SocketError.HostUnreachable, "no route to the host")]
    [InlineData(SocketError.NetworkUnreachable, "no route to the host")]
    public void A_closed_port_names_host_and_port_for_the_firewall(SocketError? error, string detail)
    {
        Finding finding = Direct.Explain(ConnectionStep.Tcp, error is null ? null : new SocketException((int)error), Limit);
        Assert.Equal(detail, finding.Detail);
        Assert.Contains("ngw.devices.sberbank.ru, port 9443,", finding.Advice, StringComparison.Ordinal);
        Assert.Contains("firewall", finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConnectionStep.NameLookup)]
    [InlineData(ConnectionStep.Tcp)]
    public void Behind_a_proxy_it_is_the_proxy_that_is_not_reached(ConnectionStep step)
    {
        LocalizedMessage? advice = Proxied.Explain(step, new SocketException((int)SocketError.HostNotFound), Limit).Advice;
        Assert.Equal(step == ConnectionStep.Tcp ? "DiagnosisAdviceProxyPort" : "DiagnosisAdviceProxyName", advice?.Key);
        Assert.Contains("proxy.corp", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("9443", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired, "407", "Specify a user name and password for the proxy")]
    [InlineData(HttpStatusCode.Forbidden, "403", "allow CONNECT to ngw.devices.sberbank.ru, port 9443")]
    [InlineData(HttpStatusCode.MethodNotAllowed, "405", "allow CONNECT to ngw.devices.sberbank.ru, port 9443")]
    [InlineData(HttpStatusCode.BadGateway, "502", "proxy itself cannot reach ngw.devices.sberbank.ru, port 9443")]
    [InlineData(HttpStatusCode.GatewayTimeout, "504", "proxy itself cannot reach ngw.devices.sberbank.ru, port 9443")]
    public void A_proxy_that_does_not_open_the_way_is_judged_by_its_answer(HttpStatusCode status, string detail, string advice)
    {
        HttpRequestException[] faults =
        [
            new(HttpRequestError.ProxyTunnelError, statusCode: status),
            // The message of .NET 8.
            new(HttpRequestError.ProxyTunnelError,
                $"The proxy tunnel request to proxy 'http://127.0.0.1:44463/' failed with status code '{detail}'.\""),
        ];
        foreach (HttpRequestException fault in faults)
        {
            Finding finding = Proxied.Explain(ConnectionStep.Proxy, fault, Limit);
            Assert.Contains("HTTP " + detail, finding.Detail, StringComparison.Ordinal);
            Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_proxy_that_says_nothing_may_be_none()
        => Assert.Contains(
            "Check that http://proxy.corp:3128 is a proxy", Proxied.Explain(ConnectionStep.Proxy, null, Limit).Advice,
            StringComparison.Ordinal);

    [Fact]
    public void Tls_tells_silence_a_cut_and_another_protocol_apart()
    {
        Assert.Contains("does not answer", Direct.Explain(ConnectionStep.Tls, null, Limit).Advice, StringComparison.Ordinal);
        var cut = new HttpRequestException("outer", new IOException("cut", new SocketException((int)SocketError.ConnectionReset)));
        Finding closed = Direct.Explain(ConnectionStep.Tls, cut, Limit);
        Assert.Equal("the connection was closed at the start of TLS", closed.Detail);
        Assert.Contains("closes connections to ngw.devices.sberbank.ru, port 9443", closed.Advice, StringComparison.Ordinal);
        Finding plain = Direct.Explain(
            ConnectionStep.Tls, new HttpRequestException("outer", new AuthenticationException("frame size")), Limit);
        Assert.Equal("frame size", plain.Detail);
        Assert.Contains("may not use TLS on port 9443", plain.Advice, StringComparison.Ordinal);
    }
}
