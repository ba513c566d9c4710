namespace GigaChat.Http;

/// <summary>The transfer of one file, over all attempts: reports its progress, and when disposed its end.</summary>
internal sealed class Transfer(string name, TransferDirection direction, IProgress<TransferProgress>? progress) : IDisposable
{
    public string Name => name;

    /// <summary>The size in bytes, once it is known.</summary>
    public long? Total { get; set; }

    /// <summary>So many bytes have moved in this attempt.</summary>
    public void Report(long done) => progress?.Report(NewProgress(done));

    public void Dispose() => progress?.Report(NewProgress(Total ?? 0) with { HasEnded = true });

    private TransferProgress NewProgress(long done)
        => new() { Source = this, Name = name, Direction = direction, Done = done, Total = Total };
}
