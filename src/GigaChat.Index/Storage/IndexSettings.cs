using System.Globalization;

namespace GigaChat.Index.Storage;

/// <summary>The settings of an index.</summary>
/// <param name="Id">A number that no other index has.</param>
/// <param name="Revision">Another number, by chance, after each transaction that changes documents.</param>
/// <param name="Model">The model of the vectors; null before the first update.</param>
/// <param name="Dimension">Numbers of a vector; 0 before the first one.</param>
/// <param name="ChunkSize">Characters of a piece at most; 0 before the first update.</param>
internal sealed record IndexSettings(string Id, long Revision, string? Model, int Dimension, int ChunkSize)
{
    /// <summary>Characters of a piece, at least and at most.</summary>
    public const int MinChunkSize = 100;

    /// <inheritdoc cref="MinChunkSize"/>
    public const int MaxChunkSize = 100_000;

    private const int MaxDimension = 65536;

    /// <summary>Reads the settings.</summary>
    /// <param name="database">The index.</param>
    public static IndexSettings Read(IndexDatabase database)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var command = database.Command("SELECT name, value FROM settings LIMIT 100"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                values[reader.GetString(0)] = reader.GetString(1);
        }
        int dimension = Number("dimension") is >= 0 and <= MaxDimension and long known
            ? (int)known
            : throw StorageFault.Damaged(database.Path, "dimension");
        long chunkSize = Number("chunk_size");
        if (chunkSize is not (0 or (>= MinChunkSize and <= MaxChunkSize)))
            throw StorageFault.Damaged(database.Path, "chunk_size");
        return new(
            values.GetValueOrDefault("id", ""), Number("revision"), values.GetValueOrDefault("model"), dimension,
            (int)chunkSize);

        long Number(string name) => values.TryGetValue(name, out string? text) ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Writes one setting.</summary>
    public static void Write(IndexDatabase database, string name, string value)
        => database.Execute("INSERT OR REPLACE INTO settings VALUES($name, $value)", ("$name", name), ("$value", value));
}
