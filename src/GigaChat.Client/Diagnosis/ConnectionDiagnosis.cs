using System.Runtime.CompilerServices;
using GigaChat.Core;
using GigaChat.Diagnosis;
using GigaChat.Http;
using GigaChat.Trust;

namespace GigaChat;

/// <summary>
/// Goes the way of a connection step by step and says where it ends, and what to do: name, TCP, proxy and TLS for the
/// sign-in address and the API, then a sign-in, then the list of models.
/// </summary>
public sealed class ConnectionDiagnosis
{
    // A packet that a firewall drops is waited for; a minute for each of six steps is too long to watch.
    private static readonly TimeSpan DefaultStepTimeout = TimeSpan.FromSeconds(15);

    private readonly GigaChatOptions _options;
    private readonly Func<GigaChatCredential?> _credential;
    private readonly ServerTrust _trust;

    /// <summary>Takes the settings; nothing is sent yet.</summary>
    /// <param name="options">The settings of the connection.</param>
    /// <param name="credential">Gives the way to sign in, owned by this object from then on, or null where there is none. An error
    /// of it is the result of the sign-in step.</param>
    /// <exception cref="GigaChatException">An address, a proxy or a certificate file that cannot be used.</exception>
    public ConnectionDiagnosis(GigaChatOptions options, Func<GigaChatCredential?> credential)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credential);
        ServiceAddress.ValidateBase(options.BaseUri);
        ServiceAddress.Validate(options.AuthUri);
        options.Proxy.ToWebProxy();
        _trust = new ServerTrust(options.Trust);
        _options = options;
        _credential = credential;
    }

    /// <summary>The longest time for a step of the network: name, TCP, proxy, TLS. Requests have that of the settings.</summary>
    public TimeSpan? NetworkTimeout { get; init; }

    /// <summary>The clock, and whose commands the advice names; tests have their own.</summary>
    internal (TimeProvider Time, HostPlatform Platform) Machine { get; init; } = (TimeProvider.System, CurrentHost.Platform);

    /// <summary>
    /// What was left out of the files of <see cref="TrustSettings.CertificateAuthorityPaths"/>, and why; a sentence each, in the user's
    /// language.
    /// </summary>
    public IReadOnlyList<string> TrustNotes => _trust.Notes;

    /// <summary>Goes the way. Each step comes as soon as it has ended.</summary>
    /// <param name="trace">Receives the requests.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The steps in their order.</returns>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync(
        Action<RequestTrace>? trace = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using GigaChatCredential? credential = ReadSignIn(out GigaChatException? unusable);
        var settings = new ProbeSettings(NetworkTimeout ?? Min(_options.Timeout, DefaultStepTimeout), Machine.Time, Machine.Platform);
        using var requests = new RequestSteps(_options, credential, unusable, new ServerClock(Machine.Time, Machine.Platform), trace);
        if (requests.HasOwnAddress)
        {
            using var toSignIn = new ServerProbe(_options, _trust, credential: null, _options.AuthUri, settings);
            await foreach (ConnectionCheck check in toSignIn.RunAsync(cancellationToken).ConfigureAwait(false))
                yield return requests.BeforeSignIn(check);
        }
        using var toApi = new ServerProbe(_options, _trust, credential, _options.BaseUri, settings) { HasStreams = true };
        await foreach (ConnectionCheck check in toApi.RunAsync(cancellationToken).ConfigureAwait(false))
            yield return requests.BeforeModels(check);

        yield return await requests.SignInAsync(cancellationToken).ConfigureAwait(false);
        yield return await requests.GetModelsAsync(cancellationToken).ConfigureAwait(false);
    }

    private GigaChatCredential? ReadSignIn(out GigaChatException? unusable)
    {
        unusable = null;
        try
        {
            return _credential();
        }
        catch (GigaChatException e)
        {
            unusable = e;
            return null;
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
