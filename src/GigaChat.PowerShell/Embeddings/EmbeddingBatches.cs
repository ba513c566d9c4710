using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Gathers texts into batches, sends those, and writes the vectors in the order of the texts.</summary>
internal sealed class EmbeddingBatches(GigaChatCommand cmdlet, EmbeddingRequest request, int batchSize, int throttleLimit) : IDisposable
{
    // Texts of ordinary length never come near it; a hundred whole files do.
    private const int CharactersInRequest = 1024 * 1024;

    private readonly List<string> _texts = [];
    private readonly List<object?> _sources = [];
    private readonly OrderedWindow<Batch> _window = new(throttleLimit);
    private readonly WorkBar _bar = new(cmdlet, CmdletMessages.EmbeddingActivity, WorkBar.Soon);
    private int _characters;

    /// <summary>Takes one more text; a batch that is full, by number or by length, is sent.</summary>
    public void Add(string text, object? source)
    {
        if (_characters + text.Length > CharactersInRequest)
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
        _bar.AllBegun();
        Send();
        while (!_window.IsEmpty)
            WriteOldest();
        _bar.End();
    }

    public void Dispose()
    {
        _bar.End();
        if (!_window.IsEmpty)
            AsyncCommand.WaitQuietly(_window.Rest());
    }

    private void Send()
    {
        if (_texts.Count == 0)
            return;
        GigaChatConnection connection = cmdlet.ActiveConnection;
        CallOptions options = cmdlet.NewCall();
        CancellationToken stop = cmdlet.StopToken;
        string[] texts = [.. _texts];
        object?[] sources = [.. _sources];
        _bar.Begin(texts.Length);
        _texts.Clear();
        _sources.Clear();
        _characters = 0;
        _window.Start(() => EmbedAsync(connection, texts, sources, options, stop), stop);
        while (_window.IsReady || _window.IsFull)
            WriteOldest();
    }

    private async Task<Batch> EmbedAsync(GigaChatConnection connection, string[] texts, object?[] sources, CallOptions options, CancellationToken stop)
    {
        try
        {
            return new Batch(sources, await connection.EmbedAsync(texts, sources, request, options, stop).ConfigureAwait(false), null);
        }
        catch (GigaChatException e)
        {
            return new Batch(sources, [], e);
        }
    }

    private void WriteOldest()
    {
        _bar.Show();
        Task<Batch> oldest = _window.Take();
        Batch batch = cmdlet.Await(_ => oldest);
        _bar.Finish(batch.Sources.Length);
        if (batch.Error is not null)
            cmdlet.Report(batch.Error, batch.Sources);
        for (int i = 0; i < batch.Outcomes.Count; i++)
        {
            if (batch.Outcomes[i].Value is { } embedding)
                cmdlet.WriteObject(embedding);
            else
                cmdlet.Report(batch.Outcomes[i].Error!, batch.Sources[i]);
        }
    }

    private sealed record Batch(object?[] Sources, IReadOnlyList<EmbeddingOutcome> Outcomes, GigaChatException? Error);
}
