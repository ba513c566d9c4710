namespace GigaChat.Index.Storage;

/// <summary>A document as the index has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Stamp">What the document was then.</param>
/// <param name="Hash">The hash of its text.</param>
/// <param name="Recipe">How it was cut and changed before it was embedded.</param>
/// <param name="Updated">When that was.</param>
internal sealed record StoredDocument(long Id, DocumentStamp Stamp, byte[] Hash, string Recipe, DateTimeOffset Updated)
{
    // The clocks of file systems are coarse: what was changed right before it was read may have changed again since, unnoticed.
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(2);

    /// <summary>Whether the document is the same by its size and time, so that it need not be read.</summary>
    public bool IsUnchanged(DocumentStamp now)
        => now == Stamp && now.Modified != 0 && Updated.UtcTicks - now.Modified > Coarse.Ticks;
}
