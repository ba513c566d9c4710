using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Tests;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class SystemTrustCheckTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task The_root_and_both_sub_CAs_are_asked_for_in_all_stores_together()
    {
        TrustEnvironment environment = _machine.Environment(HostPlatform.Windows);
        IReadOnlyList<ITrustStore> stores = TrustStoreCatalog.FindAll(environment, [TrustStoreKind.System]);
        IReadOnlyList<StoreCertificate> certificates = CertificateSource.Embedded.Certificates;
        Assert.Equal(3, (await SystemTrustCheck.FindReasonsAsync(stores, Cancellation)).Count);
        await TrustStoreOperations.InstallAsync(stores[0], [certificates[0]], Cancellation);
        IReadOnlyList<string> reasons = await SystemTrustCheck.FindReasonsAsync(stores, Cancellation);
        Assert.Equal(2, reasons.Count);
        Assert.All(reasons, static reason => Assert.Contains("Install-MintsifryRootCA", reason, StringComparison.Ordinal));
        await TrustStoreOperations.InstallAsync(stores[1], [.. certificates.Skip(1)], Cancellation);
        Assert.Empty(await SystemTrustCheck.FindReasonsAsync(stores, Cancellation));
    }

    [Fact]
    public async Task A_server_that_the_system_does_not_trust_is_a_result_and_not_an_error()
    {
        using X509Certificate2 leaf = TestAuthority.SelfSignedLeaf("localhost");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, leaf);
        ServerTrustResult result = await SystemTrustCheck.ProbeAsync(
            new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), Cancellation);
        Assert.False(result.IsTrusted);
        Assert.Equal("CN=server", result.ChainEnd);
        await serving;
    }

    [Fact]
    public async Task Without_an_answer_there_is_no_result()
    {
        var closed = await Assert.ThrowsAsync<GigaChatException>(
            () => SystemTrustCheck.ProbeAsync(new Uri("https://127.0.0.1:1"), Cancellation));
        Assert.Equal(GigaChatErrorKind.ConnectionFailed, closed.Kind);
        var plain = await Assert.ThrowsAsync<GigaChatException>(
            () => SystemTrustCheck.ProbeAsync(new Uri("http://localhost"), Cancellation));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, plain.Kind);
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 leaf)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await Record.ExceptionAsync(() => stream.AuthenticateAsServerAsync(leaf));
    }
}
