using System.Globalization;
using System.Runtime.InteropServices;
using GigaChat.Core;
using GigaChat.Resources;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index.Storage;

/// <summary>The documents of an index: found, written and removed, each in a transaction of its own.</summary>
/// <param name="database">The index, opened to write.</param>
internal sealed class DocumentStore(IndexDatabase database)
{
    private const string DocumentColumns = "id, source, origin, size, modified, hash, recipe, updated";

    private IndexSettings? _wanted;

    // The model whose documents are given up when the first vectors of another one are there; null where none is replaced.
    private string? _replaced;

    /// <summary>The path of the index.</summary>
    public string Path => database.Path;

    /// <summary>
    /// Chooses model and size of pieces, which are written with the first document: an update that fails before leaves the index as it
    /// was. An index that has another model is refused, or emptied then, where that is wanted.
    /// </summary>
    /// <param name="model">The model; null for that of the index, and for the usual one in a new index.</param>
    /// <param name="chunkSize">Characters of a piece; null for those of the index, and for the usual ones in a new index.</param>
    /// <param name="replaceModel">Empties an index of another model.</param>
    /// <param name="usualChunkSize">Of a new index.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.IndexInvalid"/>: it has another model.</exception>
    public IndexSettings Begin(string? model, int? chunkSize, bool replaceModel, int usualChunkSize)
        => database.Run(() =>
        {
            IndexSettings old = IndexSettings.Read(database);
            _wanted = Choose(old, model, chunkSize, replaceModel, usualChunkSize);
            _replaced = old.Model != _wanted.Model ? old.Model : null;
            return _wanted;
        });

    /// <summary>Model and size of pieces that an update would have; nothing is written.</summary>
    /// <inheritdoc cref="Begin"/>
    public IndexSettings Plan(string? model, int? chunkSize, bool replaceModel, int usualChunkSize)
        => database.Run(() => Choose(IndexSettings.Read(database), model, chunkSize, replaceModel, usualChunkSize));

    /// <summary>A document by its source; null where the index has none.</summary>
    public StoredDocument? Find(string source) => database.Run(() => FindNow(source));

    /// <summary>The pieces of a document with their vectors.</summary>
    public IReadOnlyList<StoredPiece> ReadPieces(StoredDocument document) => database.Run(() =>
    {
        using SqliteCommand command = database.Command(
            "SELECT line, text, vector FROM pieces JOIN vectors ON piece = id WHERE document = $id ORDER BY number", ("$id", document.Id));
        using SqliteDataReader reader = command.ExecuteReader();
        var pieces = new List<StoredPiece>();
        while (reader.Read())
        {
            byte[] bytes = reader.GetFieldValue<byte[]>(2);
            pieces.Add(new(reader.GetInt32(0), reader.GetString(1), [.. MemoryMarshal.Cast<byte, float>(bytes)]));
        }
        return pieces;
    });

    /// <summary>Notes that a document is the same under a new stamp.</summary>
    public void Touch(StoredDocument document, DocumentStamp stamp, string recipe, DateTimeOffset read)
        => database.Run(() => database.Execute(
            "UPDATE documents SET origin = $origin, size = $size, modified = $modified, recipe = $recipe, updated = $updated "
                + "WHERE id = $id",
            ("$origin", stamp.Origin), ("$size", stamp.Size), ("$modified", stamp.Modified), ("$recipe", recipe),
            ("$updated", ToText(read)), ("$id", document.Id)));

    /// <summary>Writes a document with its pieces in the place of what the index had of it, in one transaction.</summary>
    /// <param name="stamp">What it is.</param>
    /// <param name="hash">The hash of its text.</param>
    /// <param name="recipe">How it was cut.</param>
    /// <param name="read">When it was read.</param>
    /// <param name="pieces">Its pieces.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.IndexInvalid"/>: its vectors have another length than those of the index.
    /// </exception>
    public void Write(DocumentStamp stamp, byte[] hash, string recipe, DateTimeOffset read, IReadOnlyList<StoredPiece> pieces)
        => database.Run(() => database.Write(() =>
        {
            Settle(IndexSettings.Read(database));
            CheckVectors(pieces);
            if (FindNow(stamp.Source) is { } old)
                Delete(old.Id);
            long document = Convert.ToInt64(database.Scalar(
                "INSERT INTO documents(source, origin, size, modified, hash, recipe, updated) "
                + "VALUES($source, $origin, $size, $modified, $hash, $recipe, $updated) RETURNING id",
                ("$source", stamp.Source), ("$origin", stamp.Origin), ("$size", stamp.Size), ("$modified", stamp.Modified),
                ("$hash", hash), ("$recipe", recipe), ("$updated", ToText(read))), CultureInfo.InvariantCulture);
            Insert(document, pieces);
            ChangeRevision();
            return true;
        }));

    // Another process may have made the index anew meanwhile.
    private void Settle(IndexSettings settings)
    {
        if (settings.Model != _wanted!.Model)
        {
            if (settings.Dimension > 0 && settings.Model != _replaced)
                throw ModelDiffers(settings.Model, _wanted.Model);
            Clear();
            IndexSettings.Write(database, "model", _wanted.Model!);
        }
        if (settings.ChunkSize != _wanted.ChunkSize)
            IndexSettings.Write(database, "chunk_size", _wanted.ChunkSize.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The numbers of the documents of an origin whose sources are not among those that were found, and of those files of other origins in
    /// its folder that are not there any more. What was no file (its size is -1) may have a name that looks like one.
    /// </summary>
    public IReadOnlyList<long> FindGone(string origin, IReadOnlySet<string> found, SearchedFolder? folder = null)
        => database.Run(() =>
        {
            using SqliteCommand command = database.Command(
                "SELECT id, source, origin = $origin FROM documents "
                + "WHERE origin = $origin OR (size >= 0 AND substr(source, 1, length($prefix)) = $prefix)",
                ("$origin", origin), ("$prefix", folder?.Prefix));
            using SqliteDataReader reader = command.ExecuteReader();
            var gone = new List<long>();
            while (reader.Read())
            {
                string source = reader.GetString(1);
                if (!found.Contains(source) && (reader.GetBoolean(2) || folder!.HasLost(source)))
                    gone.Add(reader.GetInt64(0));
            }
            return gone;
        });

    /// <summary>Removes documents, in one transaction.</summary>
    public void Remove(IReadOnlyList<long> documents) => database.Run(() => database.Write(() =>
    {
        foreach (long document in documents)
            Delete(document);
        ChangeRevision();
        return true;
    }));

    internal static string ToText(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static DateTimeOffset ToMoment(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private StoredDocument? FindNow(string source)
    {
        using SqliteCommand command = database.Command(
            $"SELECT {DocumentColumns} FROM documents WHERE source = $source", ("$source", source));
        using SqliteDataReader reader = command.ExecuteReader();
        return !reader.Read() ? null : new StoredDocument(
            reader.GetInt64(0),
            new(reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4)),
            reader.GetFieldValue<byte[]>(5), reader.GetString(6), ToMoment(reader.GetString(7)));
    }

    private IndexSettings Choose(IndexSettings old, string? model, int? chunkSize, bool replaceModel, int usualChunkSize)
    {
        model ??= old.Model ?? EmbeddingOptions.DefaultModel;
        // Before the first vector a model is nothing but a name.
        if (old.Model is { } known && old.Dimension > 0 && known != model && !replaceModel)
            throw ModelDiffers(known, model);
        return old with { Model = model, ChunkSize = chunkSize ?? (old.ChunkSize > 0 ? old.ChunkSize : usualChunkSize) };
    }

    private GigaChatException ModelDiffers(string? known, string? wanted)
        => new(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.ModelDiffers, Path, known, wanted));

    private void Insert(long document, IReadOnlyList<StoredPiece> pieces)
    {
        using SqliteCommand addPiece = database.Command(
            "INSERT INTO pieces(document, number, line, text) VALUES($document, $number, $line, $text) RETURNING id",
            ("$document", document), ("$number", null), ("$line", null), ("$text", null));
        using SqliteCommand addVector = database.Command(
            "INSERT INTO vectors(piece, vector) VALUES($piece, $vector)", ("$piece", null), ("$vector", null));
        using SqliteCommand addWords = database.Command(
            "INSERT INTO words(rowid, text) VALUES($piece, $text)", ("$piece", null), ("$text", null));
        for (int number = 0; number < pieces.Count; number++)
        {
            StoredPiece piece = pieces[number];
            addPiece.Parameters["$number"].Value = number;
            addPiece.Parameters["$line"].Value = piece.Line;
            addPiece.Parameters["$text"].Value = piece.Text;
            object id = addPiece.ExecuteScalar()!;
            addVector.Parameters["$piece"].Value = id;
            addVector.Parameters["$vector"].Value = MemoryMarshal.AsBytes(piece.Vector.AsSpan()).ToArray();
            addVector.ExecuteNonQuery();
            addWords.Parameters["$piece"].Value = id;
            addWords.Parameters["$text"].Value = WordText.Fold(piece.Text);
            addWords.ExecuteNonQuery();
        }
    }

    private void CheckVectors(IReadOnlyList<StoredPiece> pieces)
    {
        IndexSettings settings = IndexSettings.Read(database);
        foreach (int length in pieces.Select(static piece => piece.Vector.Length).Distinct())
        {
            if (settings.Dimension == 0)
            {
                settings = settings with { Dimension = length };
                IndexSettings.Write(database, "dimension", length.ToString(CultureInfo.InvariantCulture));
            }
            else if (settings.Dimension != length)
            {
                throw new GigaChatException(GigaChatErrorKind.IndexInvalid, Localized.Format(
                    IndexMessages.DimensionDiffers, Path, settings.Model, length, settings.Dimension));
            }
        }
    }

    private void Delete(long document)
    {
        const string Pieces = "(SELECT id FROM pieces WHERE document = $id)";
        database.Execute($"DELETE FROM words WHERE rowid IN {Pieces}", ("$id", document));
        database.Execute($"DELETE FROM vectors WHERE piece IN {Pieces}", ("$id", document));
        database.Execute("DELETE FROM pieces WHERE document = $id", ("$id", document));
        database.Execute("DELETE FROM documents WHERE id = $id", ("$id", document));
    }

    private void Clear()
    {
        database.Execute("DELETE FROM vectors; DELETE FROM pieces; DELETE FROM documents; DELETE FROM settings WHERE name = 'dimension'");
        database.Execute("INSERT INTO words(words) VALUES('delete-all')");
        ChangeRevision();
    }

    // Numbers would be used again, and a block of vectors that another process keeps must not fit to them.
    // Not counted: an index that was restored from a copy would come to the same number with other vectors.
    private void ChangeRevision()
        => database.Execute("UPDATE settings SET value = CAST(random() AS TEXT) WHERE name = 'revision'");
}
