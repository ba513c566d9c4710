using GigaChat.Emulator.Adversary;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Proxy;
using GigaChat.Emulator.Requests;
using GigaChat.Emulator.SignIn;

namespace GigaChat.Emulator.Hosting;

/// <summary>
/// A stand-in for the service on this machine: sign-in, API, control address and proxy on free ports, with
/// certificates of its own, and an adversary beside it. Stops, and deletes its files, when it is disposed.
/// </summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly EmulatorCore _core;
    private readonly EmulatorServer _server;
    private int _disposed;

    private EmulatorHost(EmulatorOptions options)
    {
        _core = new(options);
        _server = new(_core, options);
        Files = new(_core.Certificates, _core.Adversary.Laboratory);
        AuthUri = new($"https://localhost:{_server.AuthPort}{Routes.OAuth}");
        BaseUri = new($"https://localhost:{_server.ApiPort}{Routes.Base}");
        ControlUri = new($"http://127.0.0.1:{_server.ControlPort}{Routes.Control}");
        ProxyUri = new($"http://127.0.0.1:{_server.ProxyPort}");
    }

    public Uri AuthUri { get; }

    /// <summary>Ends in <c>/v1</c>.</summary>
    public Uri BaseUri { get; }

    public Uri ControlUri { get; }

    public Uri ProxyUri { get; }

    /// <summary>The certificate files.</summary>
    public CertificateFolder Files { get; }

    public EmulatorCertificates Certificates => _core.Certificates;

    public EmulatorSettings Settings => _core.Settings;

    public EmulatorState State => _core.Counters.Snapshot();

    public PendingFaults Faults => _core.Faults;

    public ScriptedAnswers Answers => _core.Answers;

    public RequestLog Requests => _core.Requests;

    public TokenStore Tokens => _core.Tokens;

    public ForwardProxy Proxy => _core.Proxy;

    /// <summary>The second server, which misbehaves on purpose.</summary>
    public AdversaryServer Adversary => _core.Adversary;

    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var host = new EmulatorHost(options ?? new());
        try
        {
            await host._server.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the state is as wanted; looked at whenever it changes.</summary>
    /// <exception cref="TimeoutException">It was not in time (5 seconds unless given).</exception>
    public async Task WaitAsync(
        Func<EmulatorState, bool> condition, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (!await _core.Pulse.WaitAsync(() => condition(State), timeout ?? TimeSpan.FromSeconds(5), cancellationToken))
            throw new TimeoutException($"The emulator did not come to the state that was waited for. It is: {State}");
    }

    /// <summary>
    /// Everything as after the start: faults, answers, log, counters, settings, certificate, proxy; the tokens only if asked.
    /// </summary>
    public void Reset(bool tokens = false) => _core.Reset(tokens);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _core.Stop();
        await _server.StopAsync();
        Files.Dispose();
        _core.Dispose();
    }
}
