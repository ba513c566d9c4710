using System.Net.Security;
using System.Net.Sockets;
using GigaChat.Emulator.Certificates.Laboratory;
using GigaChat.Trust;

namespace GigaChat.Tests.Adversary;

/// <summary>Each wrong certificate and handshake against a connection: it is refused, and nothing is sent before.</summary>
[Collection(AdversaryGroup.Name)]
public sealed class TlsLaboratoryTests(AdversaryFixture fixture)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Cases
        => [.. TlsCases.All.Select(static one => one.Name)];

    public static TheoryData<string> CasesOfFirstRoot
        => [.. TlsCases.All.Where(static one => one.IsOfFirstRoot).Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Under_an_authority_that_the_user_named(string name)
    {
        TlsCase shown = TlsCases.Find(name);
        fixture.Server.Reset();
        var options = new GigaChatOptions
        {
            BaseUri = new Uri($"https://{shown.Host}/adversary/good/v1"),
            MaximumRetryCount = 0,
            Timeout = LongestRun,
            // It leads to the laboratory, whatever the host is.
            Proxy = new ProxySettings { Address = fixture.Server.PlainUri },
            Trust = new TrustSettings { CertificateAuthorityPaths = [fixture.Files.LaboratoryCaPath] },
        };
        using Secret token = Secret.From(AdversaryFixture.Token);
        using var connection = new GigaChatConnection(options, GigaChatCredential.FromToken(token));
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(LongestRun);

        Exception? error = await Record.ExceptionAsync(() => connection.GetModelsAsync(null, bound.Token));

        Assert.False(bound.IsCancellationRequested, "It did not end.");
        GigaChatErrorKind? kind = error is null ? null : Assert.IsType<GigaChatException>(error).Kind;
        Assert.Equal(ExpectedOf(shown), kind);
        Assert.Equal(kind is null ? 1 : 0, fixture.Server.Requests.Count);
        if (error is GigaChatException refusal)
            Harmless.AssertError(refusal);
    }

    [Theory]
    [MemberData(nameof(CasesOfFirstRoot))]
    public async Task Under_the_pinned_root(string name)
    {
        TlsCase shown = TlsCases.Find(name);
        fixture.Server.Reset();
        fixture.Server.Laboratory.Current = name;
        var trust = new ServerTrust(new TrustSettings(), fixture.Server.Laboratory.Root, [fixture.Server.Laboratory.Sub]);
        SslClientAuthenticationOptions options = trust.CreateOptions();
        options.TargetHost = shown.Host;
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", fixture.Server.LaboratoryUri.Port, Cancellation);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(LongestRun);
        await using var stream = new SslStream(client.GetStream());

        Exception? error = await Record.ExceptionAsync(() => stream.AuthenticateAsClientAsync(options, bound.Token));

        Assert.False(bound.IsCancellationRequested, "It did not end.");
        switch (shown.Expectation)
        {
            // An IP address is none of the service's hosts.
            case TlsExpectation.Accepted when ServiceHosts.Contains(shown.Host):
                Assert.Null(error);
                break;
            case TlsExpectation.Broken:
                Assert.NotNull(error);
                Assert.IsNotType<ServerCertificateException>(error);
                break;
            default:
                Harmless.AssertError(Assert.IsType<ServerCertificateException>(error).Problem.ToException());
                break;
        }
    }

    private static GigaChatErrorKind? ExpectedOf(TlsCase shown) => shown.Expectation switch
    {
        TlsExpectation.Accepted => null,
        TlsExpectation.Refused => GigaChatErrorKind.CertificateNotTrusted,
        _ => GigaChatErrorKind.ConnectionFailed,
    };
}
