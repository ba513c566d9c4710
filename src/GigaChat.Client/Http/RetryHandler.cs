using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace GigaChat.Http;

/// <summary>
/// Repetitions, pauses (<see cref="RetryPolicy"/>) and the time limit of each attempt (<see cref="AttemptHandler"/>). An attempt includes
/// the whole body, or the first bytes of a stream: what breaks later is not repeated, because text may have been shown. A transfer
/// of a file has no time limit of its own here: its limit is the longest silence.
/// </summary>
/// <param name="retries">Repetitions at most.</param>
/// <param name="interval">The first pause; each further one is about twice as long.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class RetryHandler(int retries, TimeSpan interval, TimeProvider time) : DelegatingHandler
{
    private RetryPolicy? _policy;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AttemptContext attempt = AttemptContext.Of(request);
        HttpResponseMessage? response = null;
        Exception? fault = null;
        try
        {
            response = await AttemptAsync(attempt, request, cancellationToken).ConfigureAwait(false);
            if (retries == 0 || !IsTransient(response))
                return response;
        }
        catch (Exception e) when (retries > 0 && IsTransient(e))
        {
            fault = e;
        }
        return await RepeatAsync(attempt, request, response, fault, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only answers that pass by themselves: 4xx are mistakes, but for two.</summary>
    internal static bool IsTransient(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.MisdirectedRequest
        or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Only faults that pass by themselves: a refused certificate stays refused; the user has set the time limit.</summary>
    internal static bool IsTransient(Exception fault) => fault switch
    {
        HttpRequestException e => e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => e.InnerException is SocketException { SocketErrorCode: SocketError.TryAgain },
            // Cut off at the beginning: it may pass. Refused by us or by the server: it will not.
            HttpRequestError.SecureConnectionError => e.InnerException is IOException,
            // Our time limit for a connection.
            HttpRequestError.ConnectionError when e.InnerException is TimeoutException or OperationCanceledException => false,
            HttpRequestError.ProxyTunnelError or HttpRequestError.ConfigurationLimitExceeded
                or HttpRequestError.UserAuthenticationError => false,
            _ => true,
        },
        IOException => true,
        _ => false,
    };

    // A method of its own, because the runtime loads the libraries of a method (here Polly) when it is entered. Two requests at a time may
    // make the policy twice.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<HttpResponseMessage> RepeatAsync(
        AttemptContext attempt, HttpRequestMessage request, HttpResponseMessage? first, Exception? fault,
        CancellationToken cancellationToken)
    {
        _policy ??= new RetryPolicy(retries, interval, time);
        return _policy.RepeatAsync(attempt, first, fault, token => AttemptAsync(attempt, request, token), cancellationToken);
    }

    private async Task<HttpResponseMessage> AttemptAsync(
        AttemptContext attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (attempt.Request.Transfer is not null)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (attempt.Timeout > TimeSpan.Zero)
            limit.CancelAfter(attempt.Timeout);
        try
        {
            return await base.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(null, e);
        }
    }
}
