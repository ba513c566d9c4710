using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Diagnosis;

/// <summary>What faults of the network mean, and what to do about them.</summary>
/// <param name="server">The server that was meant, as host and port.</param>
/// <param name="hop">Where the connection goes at first: to the server, or to the proxy.</param>
/// <param name="proxy">The proxy's address; null for a direct way.</param>
internal sealed class NetworkAdvisor(DnsEndPoint server, DnsEndPoint hop, string? proxy)
{
    private const int MaxReasonLength = 300;

    /// <summary>What a fault in a step means.</summary>
    /// <param name="step">The step.</param>
    /// <param name="fault">What was thrown; null where nothing came within the time limit.</param>
    /// <param name="limit">The time limit.</param>
    public Finding Explain(ConnectionStep step, Exception? fault, TimeSpan limit)
    {
        string detail = fault is null
            ? Localized.Format(DiagnosisMessages.NoAnswerWithin, limit.TotalSeconds)
            : VisibleText.OneLine(Innermost(fault).Message, MaxReasonLength);
        return step switch
        {
            ConnectionStep.NameLookup => new(
                Lookup(fault) ?? detail,
                proxy is null
                    ? Localized.Format(DiagnosisMessages.AdviceName, hop.Host)
                    : Localized.Format(DiagnosisMessages.AdviceProxyName, hop.Host)),
            ConnectionStep.Tcp => new(Socket(fault) ?? detail, Tcp()),
            ConnectionStep.Proxy => Tunnel(fault, detail),
            _ => new(fault is null || Innermost(fault) is AuthenticationException ? detail : DiagnosisMessages.ClosedBeforeTls, Tls(fault)),
        };
    }

    private static string? Lookup(Exception? fault) => (fault as SocketException)?.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => DiagnosisMessages.NameUnknown,
        SocketError.TryAgain or SocketError.NoRecovery => DiagnosisMessages.NameServerSilent,
        _ => null,
    };

    private static string? Socket(Exception? fault) => (fault as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => DiagnosisMessages.PortRefused,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => DiagnosisMessages.NoRoute,
        _ => null,
    };

    private LocalizedMessage Tcp() => proxy is null
        ? Localized.Format(DiagnosisMessages.AdvicePort, hop.Host, hop.Port)
        : Localized.Format(DiagnosisMessages.AdviceProxyPort, hop.Host, hop.Port);

    private Finding Tunnel(Exception? fault, string detail)
    {
        HttpStatusCode? status = fault is HttpRequestException error ? TunnelError.StatusOf(error) : null;
        if (status == HttpStatusCode.ProxyAuthenticationRequired)
            return new(DiagnosisMessages.ProxyAsksPassword, LocalizedMessage.Of(DiagnosisMessages.AdviceProxyPassword));
        if (status is not null)
            detail = Localized.Format(DiagnosisMessages.ProxyAnswered, (int)status);
        // A gateway's words: the proxy was willing and did not get there.
        LocalizedMessage advice = status >= HttpStatusCode.InternalServerError
            ? Localized.Format(DiagnosisMessages.AdviceProxyCannot, server.Host, server.Port)
            : status is null
                ? Localized.Format(DiagnosisMessages.AdviceNoProxy, proxy)
                : Localized.Format(DiagnosisMessages.AdviceProxyRefuses, server.Host, server.Port);
        return new(detail, advice);
    }

    private LocalizedMessage Tls(Exception? fault)
    {
        string text = fault is null ? DiagnosisMessages.AdviceTlsSilent
            : Innermost(fault) is AuthenticationException ? DiagnosisMessages.AdviceNoTls
            : DiagnosisMessages.AdviceTlsClosed;
        return Localized.Format(text, server.Host, server.Port);
    }

    // What .NET says around it repeats the host and the port.
    private static Exception Innermost(Exception fault)
    {
        while (fault.InnerException is { } inner)
            fault = inner;
        return fault;
    }
}
