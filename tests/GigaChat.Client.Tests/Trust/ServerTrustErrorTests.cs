using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

/// <summary>What the error says about a certificate that is refused.</summary>
public sealed class ServerTrustErrorTests : ServerTrustTest
{
    [Fact]
    public void An_unknown_root_is_named_with_what_helps_and_never_with_the_switch_that_turns_checks_off()
    {
        TestAuthority proxy = TestAuthority.Root("CN=Proxy Root");
        CertificateRejection rejection = Judge(Trust(), Host, proxy.Leaf(Host), proxy.Certificate).Problem!;
        Assert.Equal(CertificateFault.UnknownAnchor, rejection.Fault);
        Assert.Equal("CN=Proxy Root", rejection.ChainEnd);
        Assert.Contains(Host, rejection.Message, StringComparison.Ordinal);
        GigaChatException error = rejection.ToException();
        Assert.Equal("GigaChatCertificateNotTrusted", error.ErrorId);
        Assert.Equal("TrustAdviceAuthority", error.Detail);
        Assert.EndsWith(rejection.Advice, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SkipCertificateCheck", error.Message, StringComparison.Ordinal);
    }

    /// <summary>How the server's certificate is wrong, the fault to be found, and the key of the advice.</summary>
    public static TheoryData<string, string, string> Frauds => new()
    {
        { "wrong host", nameof(CertificateFault.NameMismatch), "TrustAdviceAddress" },
        { "expired", nameof(CertificateFault.Expired), "TrustAdviceClock" },
        { "not yet valid", nameof(CertificateFault.NotYetValid), "TrustAdviceClock" },
        { "self-signed", nameof(CertificateFault.SelfSigned), "TrustAdviceAuthority" },
        { "another CA with the same name", nameof(CertificateFault.Impostor), "TrustAdviceSuspicious" },
        { "a leaf used as a CA", nameof(CertificateFault.NotAnAuthority), "TrustAdviceSuspicious" },
        { "an intermediate left out", nameof(CertificateFault.MissingIntermediate), "TrustAdviceIntermediate" },
        { "a host that is not the service's", nameof(CertificateFault.ForeignHost), "TrustAdviceForeignHost" },
    };

    [Theory]
    [MemberData(nameof(Frauds))]
    public async Task Every_fraud_is_refused_with_the_end_of_its_chain_and_what_helps(string fraud, string fault, string advice)
    {
        TestAuthority falseAuthority = Subordinate.Subordinate("CN=leaf.giga.chat", isAuthority: false);
        (string host, X509Certificate2 leaf, X509Certificate2[] sent) = fraud switch
        {
            "wrong host" => (Host, Subordinate.Leaf("other.example"), [Subordinate.Certificate]),
            "expired" => (Host, Subordinate.Leaf(Host, -30, -1), [Subordinate.Certificate]),
            "not yet valid" => (Host, Subordinate.Leaf(Host, 1, 30), [Subordinate.Certificate]),
            "self-signed" => (Host, TestAuthority.SelfSignedLeaf(Host), []),
            "another CA with the same name" => (Host, Root.Forged().Leaf(Host), []),
            "a leaf used as a CA" => (Host, falseAuthority.Leaf(Host), [falseAuthority.Certificate, Subordinate.Certificate]),
            "an intermediate left out" => (Host, Root.Subordinate("CN=Test Sub 2030").Leaf(Host), []),
            _ => ("api.example", Subordinate.Leaf("api.example"), (X509Certificate2[])[Subordinate.Certificate]),
        };

        CertificateRejection rejection = await RefusedAsync(Trust(), host, leaf, sent);

        Assert.Contains(fault, rejection.Faults.Select(static f => f.ToString()));
        Assert.False(string.IsNullOrEmpty(rejection.ChainEnd));
        GigaChatException error = rejection.ToException();
        Assert.Equal(GigaChatErrorKind.CertificateNotTrusted, error.Kind);
        Assert.Contains(host, error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{rejection.ChainEnd}\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(advice, error.Detail);
        Assert.EndsWith(rejection.Advice, error.Message, StringComparison.Ordinal);
        Assert.Equal(rejection.Advice, error.RecommendedAction);
        Assert.DoesNotContain("SkipCertificateCheck", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_survives_the_HTTP_stack()
    {
        Assert.Null(await Handshake.TryHttpAsync(Trust(), Host, Subordinate.Leaf(Host)));
        Exception? failure = await Handshake.TryHttpAsync(Trust(), Host, Subordinate.Leaf("other.example"));
        Assert.IsType<HttpRequestException>(failure);
        GigaChatException? error = ServerTrust.ErrorFrom(failure);
        Assert.Equal(GigaChatErrorKind.CertificateNotTrusted, error!.Kind);
        Assert.Contains(Host, error.Message, StringComparison.Ordinal);
        Assert.Null(ServerTrust.ErrorFrom(new HttpRequestException("something else")));
    }
}
