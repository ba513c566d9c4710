namespace GigaChat;

/// <summary>One attempt at a transfer: counts its bytes, and ends it when none have moved for too long.</summary>
internal sealed class TransferWatch : IDisposable
{
    private readonly Transfer _transfer;
    private readonly TimeSpan _silence;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private long _done;

    /// <param name="transfer">What moves, over all attempts.</param>
    /// <param name="silence">The longest time without a byte; the answer to an upload must begin within it too.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    public TransferWatch(Transfer transfer, TimeSpan silence, CancellationToken cancellationToken)
    {
        _transfer = transfer;
        _silence = silence;
        _caller = cancellationToken;
        _timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer.CancelAfter(silence);
    }

    /// <summary>Ends the attempt: the caller's wish, or silence.</summary>
    public CancellationToken Token => _timer.Token;

    /// <summary>It was silence that ended the attempt.</summary>
    public bool IsSilent => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>So many more bytes have gone or come.</summary>
    public void Moved(int bytes)
    {
        _done += bytes;
        _timer.CancelAfter(_silence);
        _transfer.Report(_done);
    }

    public void Dispose() => _timer.Dispose();
}
