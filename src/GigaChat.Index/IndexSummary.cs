using GigaChat.Index.Storage;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index;

/// <summary>What is in an index.</summary>
internal static class IndexSummary
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The full path of the index.</param>
    /// <param name="wait">Waits for locks of other programs.</param>
    public static IndexStatus Read(string path, LockWait wait) => IndexReader.Read(path, wait, database => ReadNow(database, path));

    private static IndexStatus ReadNow(IndexDatabase database, string path)
    {
        IndexSettings settings = IndexSettings.Read(database);
        using SqliteCommand command = database.Command(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM pieces), (SELECT max(updated) FROM documents)");
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new IndexStatus
        {
            Path = path,
            Model = settings.Model,
            Dimension = settings.Dimension,
            Documents = reader.GetInt64(0),
            Pieces = reader.GetInt64(1),
            ChunkSize = settings.ChunkSize,
            Size = IndexFile.TotalLength(database.Path),
            Updated = reader.IsDBNull(2) ? null : DocumentStore.ToMoment(reader.GetString(2)),
        };
    }
}
