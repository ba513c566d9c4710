using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Embeddings;

/// <summary>Gathers texts into batches, sends those, and writes the vectors in the order of the texts.</summary>
internal sealed class EmbeddingBatchSender(GigaChatCommand cmdlet, EmbeddingOptions request, int batchSize, int throttleLimit) : IDisposable
{
    // Texts of ordinary length never come near it; a hundred whole files do.
    private const int MaxCharactersPerRequest = 1024 * 1024;

    private readonly List<string> _texts = [];
    private readonly List<object?> _sources = [];
    private readonly OrderedTaskQueue<Batch> _queue = new(throttleLimit);
    private readonly ItemProgress _progress = new(cmdlet, CmdletMessages.EmbeddingActivity, ItemProgress.DefaultDelay);
    private int _characters;

    /// <summary>Takes one more text; a batch that is full, by number or by length, is sent.</summary>
    public void Add(string text, object? source)
    {
        if (_characters + text.Length > MaxCharactersPerRequest)
            Send();
        _texts.Add(text);
        _sources.Add(source);
        _characters += text.Length;
        if (_texts.Count >= batchSize)
            Send();
    }

    /// <summary>Sends the last batch and waits for all that is under way.</summary>
    public void Finish()
    {
        _progress.CompleteAdding();
        Send();
        while (!_queue.IsEmpty)
            WriteOldest();
        _progress.End();
    }

    public void Dispose()
    {
        _progress.End();
        if (!_queue.IsEmpty)
            AsyncCommand.WaitForShutdown(_queue.WhenAll());
    }

    private void Send()
    {
        if (_texts.Count == 0)
            return;
        GigaChatConnection connection = cmdlet.ActiveConnection;
        CallOptions options = cmdlet.CreateCallOptions();
        CancellationToken stop = cmdlet.StopToken;
        string[] texts = [.. _texts];
        object?[] sources = [.. _sources];
        _progress.Begin(texts.Length);
        _texts.Clear();
        _sources.Clear();
        _characters = 0;
        _queue.Start(() => EmbedAsync(connection, texts, sources, options, stop), stop);
        while (_queue.IsReady || _queue.IsFull)
            WriteOldest();
    }

    private async Task<Batch> EmbedAsync(GigaChatConnection connection, string[] texts, object?[] sources, CallOptions options, CancellationToken stop)
    {
        try
        {
            return new Batch(sources, await connection.EmbedAsync(texts, request, options, stop).ConfigureAwait(false), null);
        }
        catch (GigaChatException e)
        {
            return new Batch(sources, [], e);
        }
    }

    private void WriteOldest()
    {
        _progress.Show();
        Task<Batch> oldest = _queue.Take();
        Batch batch = cmdlet.Await(_ => oldest);
        _progress.Finish(batch.Sources.Length);
        if (batch.Error is not null)
            cmdlet.Report(batch.Error, batch.Sources);
        for (int i = 0; i < batch.Outcomes.Count; i++)
        {
            if (batch.Outcomes[i].Value is { } embedding)
                cmdlet.WriteObject(embedding with { Source = batch.Sources[i] });
            else
                cmdlet.Report(batch.Outcomes[i].Error!, batch.Sources[i]);
        }
    }

    private sealed record Batch(object?[] Sources, IReadOnlyList<EmbeddingResult> Outcomes, GigaChatException? Error);
}
