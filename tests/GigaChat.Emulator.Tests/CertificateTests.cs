using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Emulator.Certificates;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class CertificateTests : EmulatorTest
{
    [Theory]
    [InlineData(CertificateKind.Full, SslPolicyErrors.None, X509ChainStatusFlags.NoError, 2)]
    [InlineData(CertificateKind.NoIntermediate, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.PartialChain, 1)]
    [InlineData(CertificateKind.WrongHost, SslPolicyErrors.RemoteCertificateNameMismatch, X509ChainStatusFlags.NoError, 2)]
    [InlineData(CertificateKind.Expired, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid, 2)]
    [InlineData(CertificateKind.NotYetValid, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid, 2)]
    [InlineData(CertificateKind.SelfSigned, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.UntrustedRoot, 1)]
    [InlineData(CertificateKind.OtherCa, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.PartialChain, 2)]
    [InlineData(CertificateKind.LeafAsCa, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.InvalidBasicConstraints, 3)]
    public async Task Each_kind_fails_for_its_own_reason(CertificateKind kind, SslPolicyErrors errors, X509ChainStatusFlags flag, int sent)
    {
        Host.Certificates.Kind = kind;
        foreach (var uri in new[] { Host.AuthUri, Host.BaseUri })
        {
            var seen = await HandshakeAsync(uri.Port);
            Assert.Equal(errors, seen.Errors);
            Assert.True(flag == X509ChainStatusFlags.NoError ? seen.Flags == flag : seen.Flags.HasFlag(flag), seen.Flags.ToString());
            Assert.Equal(sent, seen.Sent);
        }
    }

    [Fact]
    public async Task A_CA_of_the_same_name_is_not_the_same_CA()
    {
        Host.Certificates.Kind = CertificateKind.SameNameCa;
        var seen = await HandshakeAsync(Host.BaseUri.Port);
        Assert.Equal(SslPolicyErrors.RemoteCertificateChainErrors, seen.Errors);
        Assert.Equal(Host.Certificates.Intermediate.SubjectName.Name, seen.Issuer);
    }

    [Fact]
    public async Task A_client_that_knows_the_intermediate_needs_not_be_sent_it()
    {
        Host.Certificates.Kind = CertificateKind.NoIntermediate;
        var seen = await HandshakeAsync(Host.BaseUri.Port, Host.Certificates.Intermediate);
        Assert.Equal(SslPolicyErrors.None, seen.Errors);
    }

    [Fact]
    public async Task A_switch_meets_new_connections_only()
    {
        SignIn();
        using var before = await GetAsync("/models");
        Host.Certificates.Kind = CertificateKind.Expired;
        using var same = await GetAsync("/models");
        Assert.Equal(200, (int)same.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => NewClient().GetAsync(Host.BaseUri + "/models", Cancellation));
        Host.Certificates.Kind = CertificateKind.Full;
        using var again = await NewClient().GetAsync(Host.BaseUri + "/models", Cancellation);
        Assert.Equal(401, (int)again.StatusCode);
        Assert.Equal(3, Host.State.ConnectionsOpened);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task The_good_certificate_is_for_every_name_of_the_loopback(string host)
    {
        using var response = await Http.GetAsync(new UriBuilder(Host.BaseUri) { Host = host }.Uri + "/models", Cancellation);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_files_are_there_until_the_emulator_stops()
    {
        using var pem = X509CertificateLoader.LoadCertificateFromFile(Host.Files.CaPath);
        using var der = X509CertificateLoader.LoadCertificateFromFile(Host.Files.CaDerPath);
        using var intermediate = X509CertificateLoader.LoadCertificateFromFile(Host.Files.IntermediatePath);
        Assert.Equal(Host.Certificates.Authority, pem);
        Assert.Equal(pem, der);
        Assert.Equal(pem.Subject, intermediate.Issuer);
        await Host.DisposeAsync();
        Assert.False(Directory.Exists(Host.Files.Path));
    }

    private async Task<(SslPolicyErrors Errors, X509ChainStatusFlags Flags, int Sent, string Issuer)> HandshakeAsync(
        int port, params X509Certificate2[] known)
    {
        (SslPolicyErrors Errors, X509ChainStatusFlags Flags, int Sent, string Issuer) seen = default;
        var policy = TrustPolicy();
        policy.ExtraStore.AddRange(known);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, leaf, chain, errors) =>
            {
                var flags = chain!.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
                // What the server sent is put into the extra store, beside what was there.
                seen = (errors, flags, chain.ChainPolicy.ExtraStore.Count - known.Length, leaf!.Issuer);
                return true;
            },
        });
        return seen;
    }
}
