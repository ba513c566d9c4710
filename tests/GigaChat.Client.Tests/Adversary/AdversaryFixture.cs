using GigaChat.Emulator.Adversary;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Tests.Adversary;

/// <summary>
/// One adversary for all tests that meet it. They run one after the other, and apart from others, because some count bytes.
/// </summary>
public sealed class AdversaryFixture : IAsyncLifetime
{
    /// <summary>The token that API requests bring.</summary>
    public const string Token = "planted-token-0123456789-abcdefghijklmnopqrstuvwxyz";

    /// <summary>The second half of the key that sign-ins bring.</summary>
    public const string ClientSecret = "planted-secret-0123456789-abcdefghijklmnopqrstuvwxyz";

    /// <summary>The key that sign-ins bring.</summary>
    public static readonly string Key = Keys.Base64("planted-client:" + ClientSecret);

    private EmulatorHost _host = null!;

    public AdversaryServer Server => _host.Adversary;

    public CertificateFolder Files => _host.Files;

    public EmulatorCertificates Certificates => _host.Certificates;

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync();

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    /// <summary>A connection whose request of a kind meets a mode; of a sign-in it is the request for the token.</summary>
    internal GigaChatConnection Connect(string mode, AdversaryTargets target, TimeSpan timeout)
    {
        bool isSignIn = target == AdversaryTargets.SignIn;
        var options = new GigaChatOptions
        {
            BaseUri = Server.ApiUri(isSignIn ? "good" : mode),
            AuthUri = Server.AuthUri(isSignIn ? mode : "good"),
            MaximumRetryCount = 0,
            Timeout = timeout,
            Proxy = new ProxySettings { NoProxy = true },
        };
        using Secret secret = Secret.From(isSignIn ? Key : Token);
        return new GigaChatConnection(options, isSignIn ? GigaChatCredential.FromKey(secret) : GigaChatCredential.FromToken(secret));
    }
}

/// <summary>See <see cref="AdversaryFixture"/>.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AdversaryGroup : ICollectionFixture<AdversaryFixture>
{
    public const string Name = "Adversary";
}
