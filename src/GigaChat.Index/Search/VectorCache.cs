using GigaChat.Index.Storage;

namespace GigaChat.Index.Search;

/// <summary>
/// The vectors of the index that was searched last, for the next search of this process: reading them takes longer than comparing them.
/// They are given up when no search has come for some minutes.
/// </summary>
internal static class VectorCache
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private static readonly Timer Clock = new(static _ => Forget());
    private static readonly object Gate = new();
    private static Entry? s_last;

    /// <summary>The block of an index in a state. Within the transaction that read the settings.</summary>
    public static VectorBlock Get(IndexDatabase database, IndexSettings settings)
    {
        // One search of a large index at a time reads it; the others take what it has read.
        lock (Gate)
        {
            Clock.Change(Kept, Timeout.InfiniteTimeSpan);
            if (s_last is { } last && last.Id == settings.Id && last.Revision == settings.Revision && last.Path == database.Path)
                return last.Block;
            // Two blocks at a time could be too much.
            s_last = null;
            VectorBlock block = VectorBlock.Read(database, settings.Dimension);
            s_last = new(database.Path, settings.Id, settings.Revision, block);
            return block;
        }
    }

    private static void Forget()
    {
        lock (Gate)
            s_last = null;
    }

    private sealed record Entry(string Path, string Id, long Revision, VectorBlock Block);
}
