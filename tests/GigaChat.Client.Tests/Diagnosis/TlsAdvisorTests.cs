using System.Net.Security;
using System.Security.Authentication;
using GigaChat.Diagnosis;
using GigaChat.Trust;

namespace GigaChat.Tests.Diagnosis;

public sealed class TlsAdvisorTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("System", "the system store")]
    [InlineData("Mintsifry", "the built-in Mintsifry root")]
    [InlineData("corp.pem", "the file corp.pem")]
    public void Who_vouches_is_named(string anchor, string shown)
    {
        Finding finding = Accepted(anchor, Now.AddDays(87.5));
        Assert.Equal(
            $"TLS 1.3, HTTP/2, trusted by {shown}, 87 days left (until 2027-02-17): "
                + "api.giga.chat < Russian Trusted Sub CA < O=No name",
            finding.Detail);
        Assert.Null(finding.Advice);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(29.9, true)]
    [InlineData(0.5, true)]
    public void A_certificate_that_runs_out_soon_is_a_warning(double days, bool isSoon)
        => Assert.Equal(
            isSoon, Accepted("System", Now.AddDays(days)).Advice?.Text.Contains($"in {(int)days} days", StringComparison.Ordinal) ?? false);

    [Fact]
    public void A_check_that_is_off_is_a_warning()
    {
        Finding finding = TlsAdvisor.DescribeAccepted(
            new TrustVerdict(null, ["CN=any"], Now.AddDays(90), null), SslProtocols.Tls12, default, Now);
        Assert.Equal("TLS 1.2, HTTP/1.1, the certificate was not checked", finding.Detail);
        Assert.NotNull(finding.Advice);
    }

    [Theory]
    [InlineData("UnknownAnchor", "CN=Corp Proxy CA", true)]
    [InlineData("MissingIntermediate", "CN=Corp Proxy CA", true)]
    [InlineData("SelfSigned", "CN=api.giga.chat", true)]
    // A newer sub CA of the Mintsifry that a server leaves out is no proxy.
    [InlineData("MissingIntermediate", "CN=Russian Trusted Sub CA, O=Mintsifry", false)]
    // Its name on another key is worse than a proxy.
    [InlineData("Impostor", "CN=Russian Trusted Root CA", false)]
    public void An_unknown_issuer_of_the_services_own_host_opens_TLS(string fault, string issuer, bool opens)
    {
        Finding finding = Refused("api.giga.chat", fault, issuer);
        Assert.Equal(
            opens, finding.Advice!.Text.Contains(
                $"\"{issuer}\" is not a certificate authority of the service: a proxy or antivirus", StringComparison.Ordinal));
        if (opens)
            Assert.Contains("Get its CA certificate as a file", finding.Advice, StringComparison.Ordinal);
        Assert.Equal("the reason. The chain ends in \"CN=End\".", finding.Detail);
    }

    [Fact]
    public void The_issuer_for_another_host_is_not_attributed()
        => Assert.DoesNotContain("antivirus", Refused("gigachat.corp", "UnknownAnchor", "CN=Corp CA").Advice!, StringComparison.Ordinal);

    [Theory]
    [InlineData("Expired")]
    [InlineData("NotYetValid")]
    public void Dates_have_the_advice_of_the_clock(string fault)
    {
        var rejection = new CertificateRejection(
            "api.giga.chat", "CN=End", [Enum.Parse<CertificateFault>(fault)], ["the reason"], "CN=Any");
        Assert.True(TlsAdvisor.IsAboutDates(rejection));
        Assert.Equal("clock", TlsAdvisor.DescribeRejected(rejection, LocalizedMessage.Of("clock")).Advice?.Text);
        Assert.False(TlsAdvisor.IsAboutDates(rejection with { Faults = [CertificateFault.NameMismatch] }));
    }

    private static Finding Accepted(string anchor, DateTime end)
        => TlsAdvisor.DescribeAccepted(
            new TrustVerdict(
                anchor, ["CN=api.giga.chat, O=Sberbank", "C=RU, O=Ministry, CN=Russian Trusted Sub CA", "O=No name"], end,
                null), SslProtocols.Tls13, SslApplicationProtocol.Http2, Now);

    private static Finding Refused(string host, string fault, string issuer)
        => TlsAdvisor.DescribeRejected(
            new CertificateRejection(host, "CN=End", [Enum.Parse<CertificateFault>(fault)], ["the reason"], issuer), onDates: null);
}
