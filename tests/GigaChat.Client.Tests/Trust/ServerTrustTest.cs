using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

/// <summary>A test root plays the Mintsifry root; every judgement is made in a real handshake.</summary>
public abstract class ServerTrustTest : IDisposable
{
    private protected const string Host = "api.giga.chat";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gigachat-tests-");

    protected ServerTrustTest() => Subordinate = Root.Subordinate();

    private protected TestAuthority Root { get; } = TestAuthority.Root(TestAuthority.MintsifryName);

    private protected TestAuthority Subordinate { get; }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected ServerTrust Trust(X509Certificate2? authority = null)
    {
        string path = Path.Combine(_folder.FullName, "corp.pem");
        if (authority is not null)
            File.WriteAllText(path, authority.ExportCertificatePem());
        var settings = new TrustSettings { CertificateAuthorityPaths = authority is null ? [] : [path] };
        return new ServerTrust(settings, Root.Certificate, [Subordinate.Certificate]);
    }

    /// <summary>Without a handshake, for what no server of .NET sends: a chain with its root.</summary>
    private protected static TrustVerdict Judge(ServerTrust trust, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
        => trust.Examine(host, leaf, [leaf], sent, X509ChainStatusFlags.PartialChain, SslPolicyErrors.RemoteCertificateChainErrors);

    private protected static async Task<CertificateRejection> RefusedAsync(
        ServerTrust trust, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
        => Assert.IsType<ServerCertificateException>(await Handshake.TryAsync(trust, host, leaf, sent)).Problem;
}
