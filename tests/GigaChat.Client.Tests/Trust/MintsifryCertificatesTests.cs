using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

public sealed class MintsifryCertificatesTests
{
    [Fact]
    public void The_embedded_certificates_are_the_pinned_ones()
    {
        Assert.Equal("D26D2D0231B7C39F92CC738512BA54103519E4405D68B5BD703E9788CA8ECF31", MintsifryCertificates.Root.Sha256());
        Assert.Equal(
            ["BBBDE2103E790B999EC62BD03CF625A5A2E7C316E10AFE6A490EEDEAD8B3FD9B",
                "2155785036C900DBB5F1BB2A1569C80C55595BD6BF94867A29BBDDBC7D88A3F2"],
            MintsifryCertificates.SubordinateAuthorities.Select(certificate => certificate.Sha256()));
        Assert.All(MintsifryCertificates.All, certificate => Assert.True(MintsifryCertificates.IsPinned(certificate)));
        Assert.All(MintsifryCertificates.All, certificate => Assert.False(certificate.HasPrivateKey));
    }

    [Fact]
    public void The_sub_CAs_are_signed_by_the_root()
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(MintsifryCertificates.Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // A day on which all three are valid, so that the test outlives the certificates.
        chain.ChainPolicy.VerificationTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (X509Certificate2 authority in MintsifryCertificates.SubordinateAuthorities)
        {
            Assert.True(chain.Build(authority));
            Assert.Equal(MintsifryCertificates.RootSha256, chain.ChainElements[^1].Certificate.Sha256());
        }
    }

    [Theory]
    [InlineData("giga.chat", true)]
    [InlineData("api.giga.chat", true)]
    [InlineData("API.GIGA.CHAT.", true)]
    [InlineData("ngw.devices.sberbank.ru", true)]
    [InlineData("gigachat-ift.sberdevices.delta.sbrf.ru", true)]
    [InlineData("sub.sberdevices.ru", true)]
    [InlineData("evil-sberbank.ru", false)]
    [InlineData("sberbank.ru.evil.com", false)]
    [InlineData("sberbank.ru", false)]
    [InlineData(".sberbank.ru", false)]
    [InlineData("notgiga.chat", false)]
    [InlineData("api.giga.chat..", false)]
    [InlineData("", false)]
    public void Service_hosts_are_matched_by_whole_labels(string host, bool expected)
        => Assert.Equal(expected, ServiceHosts.Contains(host));
}
