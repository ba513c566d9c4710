using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;

namespace GigaChat.Tests;

/// <summary>A connection of the client to a fresh emulator, over HTTPS.</summary>
public abstract class ConnectedTest : EmulatorTest
{
    protected GigaChatConnection Connection { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Connection = NewConnection();
    }

    /// <summary>A further connection; it is closed after the test.</summary>
    protected GigaChatConnection NewConnection(Func<GigaChatOptions, GigaChatOptions>? change = null, EmulatorAccount? account = null)
    {
        var options = new GigaChatOptions
        {
            BaseUri = Host.BaseUri,
            AuthUri = Host.AuthUri,
            MaximumRetryCount = 0,
            Proxy = new ProxySettings { NoProxy = true },
            Trust = new TrustSettings { CertificateAuthorityPaths = [Host.Files.CaPath] },
        };
        var key = Secret.From((account ?? EmulatorAccount.Personal).AuthorizationKey);
        return Own(new GigaChatConnection(change?.Invoke(options) ?? options, GigaChatCredential.FromKey(key)));
    }

    /// <summary>The body of the last chat request.</summary>
    protected JsonNode LastChat
        => JsonNode.Parse(
            Host.Requests.All.Last(static request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal)).Body!)!;
}
