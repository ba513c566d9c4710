namespace GigaChat.Http;

/// <summary>One attempt at a transfer: counts its bytes, and ends it when none have moved for too long.</summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly Transfer _transfer;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;

    /// <param name="transfer">What moves, over all attempts.</param>
    /// <param name="silence">The longest time without a byte; the answer to an upload must begin within it too.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    public IdleTimeout(Transfer transfer, TimeSpan silence, CancellationToken cancellationToken)
    {
        _transfer = transfer;
        _timeout = silence;
        _caller = cancellationToken;
        _timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer.CancelAfter(silence);
    }

    /// <summary>Ends the attempt: the caller's wish, or silence.</summary>
    public CancellationToken Token => _timer.Token;

    /// <summary>It was silence that ended the attempt.</summary>
    public bool HasExpired => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>The bytes that have gone or come in this attempt.</summary>
    public long Bytes { get; private set; }

    /// <summary>So many more bytes have gone or come.</summary>
    public void ReportBytes(int bytes)
    {
        Bytes += bytes;
        _timer.CancelAfter(_timeout);
        _transfer.Report(Bytes);
    }

    public void Dispose() => _timer.Dispose();
}
