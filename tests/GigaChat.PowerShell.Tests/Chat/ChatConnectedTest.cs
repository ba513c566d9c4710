using GigaChat.Emulator.Accounts;
using GigaChat.Tests;

namespace GigaChat.Commands.Tests.Chat;

/// <summary>A connection to a fresh emulator, and PowerShell's side of the cmdlet in memory.</summary>
public abstract class ChatConnectedTest : EmulatorTest
{
    private protected FakeChatHost Cmdlet { get; } = new();

    protected GigaChatConnection Connection { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var options = new GigaChatOptions
        {
            BaseUri = Host.BaseUri,
            AuthUri = Host.AuthUri,
            MaximumRetryCount = 0,
            Proxy = new ProxySettings { NoProxy = true },
            Trust = new TrustSettings { CertificateAuthorityPaths = [Host.Files.CaPath] },
        };
        var key = Secret.From(EmulatorAccount.Personal.AuthorizationKey);
        Connection = Own(new GigaChatConnection(options, GigaChatCredential.FromKey(key)));
    }

    /// <summary>The number of chat requests that the emulator received.</summary>
    protected int ChatCount
        => Host.Requests.All.Count(static request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal));
}
