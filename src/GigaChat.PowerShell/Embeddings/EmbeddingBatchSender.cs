using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Embeddings;

/// <summary>
/// Gathers texts into batches, sends those, and writes the vectors in the order of the texts. The next batch is sent while the vectors of
/// the last one are parsed, which takes about as long as the service needs for them.
/// </summary>
internal sealed class EmbeddingBatchSender : IDisposable
{
    private readonly GigaChatCommand _cmdlet;
    private readonly EmbeddingOptions _request;
    private readonly TextBatcher _batcher;
    private readonly OrderedTaskQueue<Batch> _queue;
    private readonly SemaphoreSlim _throttle;
    private readonly ItemProgress _progress;

    public EmbeddingBatchSender(GigaChatCommand cmdlet, EmbeddingOptions request, int batchSize, int throttleLimit)
    {
        _cmdlet = cmdlet;
        _request = request;
        _batcher = new TextBatcher(batchSize, Send);
        // One batch more than there are requests at a time: the one that is parsed.
        _queue = new OrderedTaskQueue<Batch>(throttleLimit + 1, throttleLimit == 1 ? 2 : null);
        _throttle = new SemaphoreSlim(throttleLimit, throttleLimit);
        _progress = new ItemProgress(cmdlet, CmdletMessages.EmbeddingActivity, ItemProgress.DefaultDelay);
    }

    /// <summary>Takes one more text; a batch that is full, by number or by length, is sent.</summary>
    public void Add(string text, object? source) => _batcher.Add(text, source);

    /// <summary>Sends the last batch and waits for all that is under way.</summary>
    public void Finish()
    {
        _progress.CompleteAdding();
        _batcher.Flush();
        while (!_queue.IsEmpty)
            WriteOldest();
        _progress.End();
    }

    public void Dispose()
    {
        _progress.End();
        if (!_queue.IsEmpty)
            AsyncCommand.WaitForShutdown(_queue.WhenAll());
        _throttle.Dispose();
    }

    private void Send(IReadOnlyList<TextItem> items)
    {
        GigaChatConnection connection = _cmdlet.ActiveConnection;
        CallOptions options = _cmdlet.CreateCallOptions() with { Throttle = _throttle };
        CancellationToken stop = _cmdlet.StopToken;
        _progress.Begin(items.Count);
        _queue.Start(() => EmbedAsync(connection, items, options, stop), stop);
        while (_queue.IsReady || _queue.IsFull)
            WriteOldest();
    }

    private async Task<Batch> EmbedAsync(
        GigaChatConnection connection, IReadOnlyList<TextItem> items, CallOptions options, CancellationToken stop)
    {
        string[] texts = [.. items.Select(static item => item.Text)];
        object?[] sources = [.. items.Select(static item => item.Source)];
        return new Batch(sources, await Result<IReadOnlyList<EmbeddingResult>>.CaptureAsync(
            () => connection.EmbedAsync(texts, _request, options, stop)).ConfigureAwait(false));
    }

    private void WriteOldest()
    {
        _progress.Show();
        Task<Batch> oldest = _queue.Take();
        (object?[] sources, Result<IReadOnlyList<EmbeddingResult>> result) = _cmdlet.Await(_ => oldest);
        _progress.Finish(sources.Length);
        _cmdlet.Try(sources, () => WriteResults(sources, result.GetValue()));
    }

    private void WriteResults(object?[] sources, IReadOnlyList<EmbeddingResult> results)
    {
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i].Value is { } embedding)
                _cmdlet.WriteObject(embedding with { Source = sources[i] });
            else
                _cmdlet.Report(results[i].Error!, sources[i]);
        }
    }

    private sealed record Batch(object?[] Sources, Result<IReadOnlyList<EmbeddingResult>> Result);
}
