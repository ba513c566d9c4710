using GigaChat.Index.Storage;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index;

/// <summary>What is in an index.</summary>
internal static class IndexSummary
{
    // The write-ahead log lies beside the file.
    private const string LogEnding = "-wal";

    /// <summary>Reads it.</summary>
    /// <param name="path">The full path of the index.</param>
    public static IndexStatus Read(string path)
    {
        using IndexDatabase database = IndexDatabase.OpenToRead(path);
        return StorageFault.Run(path, () => database.Read(() => ReadNow(database)));
    }

    private static IndexStatus ReadNow(IndexDatabase database)
    {
        IndexSettings settings = IndexSettings.Read(database);
        using SqliteCommand command = database.Command(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM pieces), (SELECT max(updated) FROM documents)");
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new IndexStatus
        {
            Path = database.Path,
            Model = settings.Model,
            Dimension = settings.Dimension,
            Documents = reader.GetInt64(0),
            Pieces = reader.GetInt64(1),
            ChunkSize = settings.ChunkSize,
            Size = LengthOf(database.Path) + LengthOf(database.Path + LogEnding),
            Updated = reader.IsDBNull(2) ? null : DocumentStore.ToMoment(reader.GetString(2)),
        };
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
