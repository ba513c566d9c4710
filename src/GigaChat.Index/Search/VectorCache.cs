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
            var wanted = new Key(database.Path, database.State, settings.Id, settings.Revision);
            if (s_last is { } last && last.Key == wanted)
                return last.Block;
            // Two blocks at a time could be too much.
            s_last = null;
            VectorBlock block = VectorBlock.Read(database, settings.Dimension);
            s_last = new(wanted, block);
            return block;
        }
    }

    private static void Forget()
    {
        lock (Gate)
            s_last = null;
    }

    // A file that is read without locks may be read while it is written; what came of that must not serve the next search.
    private sealed record Key(string Path, string State, string Id, long Revision);

    private sealed record Entry(Key Key, VectorBlock Block);
}
