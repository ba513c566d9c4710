using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Index.Storage;

/// <summary>
/// Reads of an index, each of one state. The index is open meanwhile and no longer, so that nothing waits for a search that was given up,
/// and no file stays beside it.
/// </summary>
internal static class IndexReader
{
    private const int Attempts = 5;

    /// <summary>Opens an index, reads, and closes it.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="wait">Waits for locks.</param>
    /// <param name="read">What is read.</param>
    /// <exception cref="GigaChatException">See <see cref="IndexDatabase.OpenToRead"/>.</exception>
    public static T Read<T>(string path, LockWait wait, Func<IndexDatabase, T> read)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            using IndexDatabase database = IndexDatabase.OpenToRead(path, wait);
            try
            {
                T result = database.Run(() => database.Read(() => read(database)));
                if (database.IsUnchanged)
                    return result;
            }
            catch (GigaChatException) when (!database.IsUnchanged)
            {
                // Half of what another program was writing.
            }
        }
        throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.Changing, path));
    }
}
