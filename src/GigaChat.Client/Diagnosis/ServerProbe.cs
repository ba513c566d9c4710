using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.Diagnosis;

/// <summary>
/// Goes the way to one server, step by step: name, TCP, proxy, TLS. It is the HTTP stack of a connection that goes, so
/// a proxy and its sign-in, and the trust, are those of the connection. Nothing is sent to the server after the
/// handshake: no key, no token, no request. For one use.
/// </summary>
internal sealed class ServerProbe : IDisposable
{
    private readonly GigaChatOptions _options;
    private readonly ServerTrust _trust;
    private readonly GigaChatCredential? _credential;
    private readonly Uri _address;
    private readonly ProbeSettings _settings;
    private readonly DnsEndPoint _server;
    private readonly Uri? _proxy;
    private readonly Queue<ConnectionStep> _planned;
    private readonly Channel<ConnectionCheck> _checks = Channel.CreateUnbounded<ConnectionCheck>();
    // The HTTP stack opens connections apart from the caller's context, which holds the user's language.
    private readonly ExecutionContext _context = ExecutionContext.Capture()!;

    private DnsEndPoint _hop;
    private CancellationTokenSource? _limit;
    private Socket? _socket;
    private ConnectionStep _step;
    private Exception? _fault;
    private long _started;
    private TrustVerdict? _verdict;
    private bool _arrived;

    public ServerProbe(GigaChatOptions options, ServerTrust trust, GigaChatCredential? credential, Uri address, ProbeSettings settings)
    {
        _options = options;
        _trust = trust;
        _credential = credential;
        _address = address;
        _settings = settings;
        _hop = _server = new DnsEndPoint(address.IdnHost, address.Port);
        _proxy = options.Proxy.GetProxyFor(address) is { } proxy ? new Uri(proxy) : null;
        _planned = new(Plan());
        _step = _planned.Peek();
    }

    /// <summary>How the server's certificate was judged; null where it was not seen.</summary>
    public TrustVerdict? Verdict => _verdict;

    /// <summary>Streamed answers come from this server: over HTTP/1.1 its gateway would hold them back.</summary>
    public bool HasStreams { get; init; }

    /// <summary>Whether a step failed because nothing came within the time limit.</summary>
    public bool HasTimedOut { get; private set; }

    private bool IsSecure => _address.Scheme == Uri.UriSchemeHttps;

    // Plain HTTP, to this machine only, goes through an HTTP proxy without a tunnel.
    private bool HasTunnel => _proxy is not null && (IsSecure || IsSocks);

    private bool IsSocks => _proxy?.Scheme.StartsWith("socks", StringComparison.Ordinal) == true;

    /// <summary>The steps, each as soon as it ends; those behind a failed one as skipped.</summary>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _limit = limit;
        Task going = GoAsync(limit.Token, cancellationToken);
        try
        {
            await foreach (ConnectionCheck check in _checks.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return check;
            await going.ConfigureAwait(false);
        }
        finally
        {
            await limit.CancelAsync().ConfigureAwait(false);
            // The HTTP stack would go on in the background with what its caller has given up.
            Dispose();
            await going.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private IEnumerable<ConnectionStep> Plan()
    {
        yield return ConnectionStep.NameLookup;
        yield return ConnectionStep.Tcp;
        if (HasTunnel)
            yield return ConnectionStep.Proxy;
        if (IsSecure)
            yield return ConnectionStep.Tls;
    }

    private async Task GoAsync(CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            Begin(_step);
            using SocketsHttpHandler handler = HttpPipeline.CreateSocketHandler(_options, _options.Proxy.ToWebProxy(), _trust, _credential);
            // Each step has a limit of its own.
            handler.ConnectTimeout = Timeout.InfiniteTimeSpan;
            handler.ConnectCallback = (context, _) => InContext(() => ConnectAsync(context.DnsEndPoint, limit));
            handler.PlaintextStreamFilter = (context, _) => InContext(() => ArriveAsync(context));
            handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors)
                => InContext(() => Judge(sender, certificate, chain, errors));
            using var client = new HttpMessageInvoker(handler);
            using var request = new HttpRequestMessage(HttpMethod.Head, _address)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            };
            using HttpResponseMessage none = await client.SendAsync(request, limit).ConfigureAwait(false);
        }
        catch (Exception) when (_arrived)
        {
            // The filter ended it: that far we wanted to go.
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            HasTimedOut = limit.IsCancellationRequested;
            await FailAsync(HasTimedOut ? null : _fault ?? e, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _checks.Writer.Complete();
        }
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint hop, CancellationToken cancellationToken)
    {
        _hop = hop;
        try
        {
            IPAddress[] addresses = IPAddress.TryParse(hop.Host, out IPAddress? literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(hop.Host, cancellationToken).ConfigureAwait(false);
            Pass(ConnectionStep.NameLookup, new(string.Join(", ", addresses.Select(static address => address.ToString()))));

            _socket?.Dispose();
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(addresses, hop.Port, cancellationToken).ConfigureAwait(false);
            Pass(ConnectionStep.Tcp, new(Shown(_socket.RemoteEndPoint)));
            var stream = new NetworkStream(_socket, ownsSocket: true);
            return HasTunnel && _proxy!.Scheme != Uri.UriSchemeHttps ? new TlsStartStream(stream, TunnelOpened) : stream;
        }
        catch (Exception e)
        {
            _fault = e;
            throw;
        }
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _verdict = _trust.Examine((sender as SslStream)?.TargetHostName ?? "", certificate as X509Certificate2, chain, errors);
        return _verdict.Accepted;
    }

    private ValueTask<Stream> ArriveAsync(SocketsHttpPlaintextStreamFilterContext context)
    {
        // The connection to a proxy, before the tunnel through it. Where it is itself secure, the tunnel is seen from here only.
        if (context.InitialRequestMessage.Method.Method == "CONNECT")
        {
            return ValueTask.FromResult<Stream>(
                _proxy!.Scheme == Uri.UriSchemeHttps ? new TlsStartStream(context.PlaintextStream, TunnelOpened) : context.PlaintextStream);
        }
        if (!IsSecure)
            TunnelOpened();
        else if (context.PlaintextStream is SslStream tls)
            Pass(ConnectionStep.Tls, Describe(tls));
        _arrived = true;
        throw new OperationCanceledException();
    }

    private Finding Describe(SslStream tls)
    {
        DateTime now = _settings.Time.GetUtcNow().UtcDateTime;
        Finding finding = TlsAdvisor.DescribeAccepted(_verdict!, tls.SslProtocol, tls.NegotiatedApplicationProtocol, now);
        if (!HasStreams || tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2)
            return finding;
        // Servers of other hosts may know no better themselves.
        LocalizedMessage? advice = HasTunnel
            ? Localized.Format(DiagnosisMessages.AdviceHttp11, _proxy!.GetLeftPart(UriPartial.Authority), _server.Host)
            : ServiceHosts.Contains(_server.Host) ? Localized.Format(DiagnosisMessages.AdviceHttp11Direct, _server.Host) : null;
        return advice is null || finding.Advice is null
            ? finding with { Advice = finding.Advice ?? advice }
            : finding with { Advice = finding.Advice with { Text = $"{finding.Advice} {advice}" } };
    }

    private void TunnelOpened() => InContext(() =>
    {
        if (HasTunnel)
            Pass(ConnectionStep.Proxy, new(Localized.Format(DiagnosisMessages.Through, _proxy!.GetLeftPart(UriPartial.Authority))));
        return true;
    });

    private void Begin(ConnectionStep step)
    {
        _step = step;
        _started = Stopwatch.GetTimestamp();
        _limit!.CancelAfter(_settings.Limit);
    }

    // A proxy that asks for a password is called a second time; what was reported already is not reported again.
    private void Pass(ConnectionStep step, Finding finding)
    {
        if (!_planned.TryPeek(out ConnectionStep next) || next != step)
            return;
        _planned.Dequeue();
        Write(step, finding.Advice is null ? ConnectionCheckStatus.Passed : ConnectionCheckStatus.Warning, finding,
            Stopwatch.GetElapsedTime(_started));
        if (_planned.TryPeek(out next))
            Begin(next);
    }

    private async Task FailAsync(Exception? fault, CancellationToken cancellationToken)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        Finding finding = _verdict?.Problem is { } rejection
            ? TlsAdvisor.DescribeRejected(
                rejection, TlsAdvisor.IsAboutDates(rejection) ? await AskClockAsync(cancellationToken).ConfigureAwait(false) : null)
            : new NetworkAdvisor(_server, _hop, _proxy?.GetLeftPart(UriPartial.Authority)).Explain(_step, fault, _settings.Limit);
        Write(_planned.Dequeue(), ConnectionCheckStatus.Failed, finding, elapsed);
        foreach (ConnectionStep step in _planned)
            Write(step, ConnectionCheckStatus.Skipped, new(Localized.Format(DiagnosisMessages.SkippedAfter, _step)), TimeSpan.Zero);
    }

    private async Task<LocalizedMessage> AskClockAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? server = await ServerDateProbe.GetAsync(_options, _address, _settings.Limit, cancellationToken)
            .ConfigureAwait(false);
        return new ServerClock(_settings.Time, _settings.Platform).GetCertificateDateAdvice(server);
    }

    private void Write(ConnectionStep step, ConnectionCheckStatus status, Finding finding, TimeSpan duration)
        => _checks.Writer.TryWrite(new ConnectionCheck
    {
        Step = step,
        Target = Target(step),
        Status = status,
        Duration = duration,
        Detail = finding.Detail,
        Advice = finding.Advice,
        AdviceText = finding.Advice,
    });

    private string Target(ConnectionStep step)
    {
        DnsEndPoint first = _proxy is null ? _server : new DnsEndPoint(_proxy.IdnHost, _proxy.Port);
        return step switch
        {
            ConnectionStep.NameLookup => first.Host,
            ConnectionStep.Tcp => Shown(first),
            _ => Shown(_server),
        };
    }

    private static string Shown(DnsEndPoint end)
        => end.Host.Contains(':', StringComparison.Ordinal) ? $"[{end.Host}]:{end.Port}" : $"{end.Host}:{end.Port}";

    private static string Shown(EndPoint? end)
        => end is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
            ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port).ToString() : $"{end}";

    private T InContext<T>(Func<T> work)
    {
        T result = default!;
        ExecutionContext.Run(_context, _ => result = work(), null);
        return result;
    }
}
