using GigaChat.Emulator.Accounts;

namespace GigaChat.Emulator.Batches;

/// <summary>The batches since the start or the last reset, oldest first.</summary>
internal sealed class BatchStore
{
    private readonly Lock _lock = new();
    private readonly List<EmulatorBatch> _batches = [];

    public void Add(EmulatorBatch batch)
    {
        lock (_lock)
            _batches.Add(batch);
    }

    /// <summary>What a look at an account's batches shows; at all of them, or at one.</summary>
    public IReadOnlyList<string> Look(EmulatorAccount account, string? id)
    {
        lock (_lock)
            return [.. _batches.Where(batch => batch.Account == account && (id is null || batch.Id == id)).Select(batch => batch.Look())];
    }

    /// <summary>The results, where there is such a file and its batch is completed.</summary>
    public ReadOnlyMemory<byte>? Output(EmulatorAccount account, string fileId)
    {
        lock (_lock)
            return _batches.Find(batch => batch.Account == account && batch.OutputFileId == fileId && batch.LooksLeft < 0)?.Output;
    }

    public void Clear()
    {
        lock (_lock)
            _batches.Clear();
    }
}
