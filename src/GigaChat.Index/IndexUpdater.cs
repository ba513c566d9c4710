using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GigaChat.Index.Storage;
using GigaChat.Index.Text;

namespace GigaChat.Index;

/// <summary>
/// Brings an index up to date: a document that is new or has changed is cut and embedded, together with others in one request, and stored
/// in a transaction of its own as soon as all of its vectors are there. A process that is killed leaves whole documents, so that the next
/// update goes on behind them.
/// </summary>
/// <param name="store">The documents.</param>
/// <param name="settings">Model and size of pieces.</param>
/// <param name="recipe">What else decides how a text is cut and changed; part of what is compared.</param>
/// <param name="encoding">
/// The encoding in which files are read, where it is not found out; files that were read in another one are read again.
/// </param>
/// <param name="host">Embeds, and hears what became of documents.</param>
internal sealed class IndexUpdater(DocumentStore store, IndexSettings settings, string recipe, string encoding, UpdateHost host)
{
    private const int TextsPerRequest = 100;

    // Where so many texts are refused, each by itself, it is not for what is in them.
    private const int ManyTexts = 10;

    // Some hundred pieces of the largest size.
    private const int CharactersPerRequest = 512 * 1024;

    private readonly Queue<PendingDocument> _documents = new();
    private readonly LinkedList<PendingPiece> _pieces = new();
    private readonly Dictionary<string, HashSet<string>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SearchedFolder> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<(string Source, long Size, long Modified)> _taken = [];
    private readonly string _recipe = $"{settings.ChunkSize}{recipe}";
    private int _characters;

    /// <summary>Embeds and stores also what has not changed.</summary>
    public bool Force { get; init; }

    /// <summary>Counts what would be done, and does nothing.</summary>
    public bool IsPreview { get; init; }

    /// <summary>What was done so far.</summary>
    public UpdateCounts Counts { get; } = new();

    /// <summary>Notes that documents of this origin are looked for: those that are not found are gone.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="folder">
    /// The folder that is looked through: of the documents in it that came by another way (by name, by a pattern), those without a file
    /// are gone, too. Null for an origin that is no folder.
    /// </param>
    public void BeginOrigin(string origin, SearchedFolder? folder = null)
    {
        if (_kept.Contains(origin))
            return;
        _found.TryAdd(origin, []);
        if (folder is not null)
            _folders[origin] = folder;
    }

    /// <summary>Keeps the documents of an origin that were not found, because not all of it could be looked through.</summary>
    public void KeepOrigin(string origin)
    {
        _kept.Add(origin);
        _found.Remove(origin);
    }

    /// <summary>Notes a document, and says whether it has to be read.</summary>
    /// <param name="stamp">What is known of it.</param>
    public bool IsNeeded(DocumentStamp stamp)
    {
        if (_found.TryGetValue(stamp.Origin, out HashSet<string>? found))
            found.Add(stamp.Source);
        // A file that is named twice, by its folder and by its name.
        if (stamp.Size >= 0 && !_taken.Add((stamp.Source, stamp.Size, stamp.Modified)))
            return false;
        if (Force || store.Find(stamp.Source) is not { } old || old.Recipe != Stored || !old.IsUnchanged(stamp))
            return true;
        Counts.Unchanged++;
        return false;
    }

    /// <summary>A text as it may be sent and stored.</summary>
    public string Mask(string text) => host.Mask(text);

    /// <summary>Takes a document that was read. Whole requests are sent at once.</summary>
    /// <param name="stamp">What it is.</param>
    /// <param name="kind">How its text is read.</param>
    /// <param name="text">Its text.</param>
    /// <param name="read">When reading it began.</param>
    public void Add(DocumentStamp stamp, DocumentKind kind, string text, DateTimeOffset read)
    {
        // Before the hash is made: that of a short text would give away what was masked in it.
        text = host.Mask(text);
        byte[] hash = SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()));
        StoredDocument? old = store.Find(stamp.Source);
        if (!Force && old is not null && WithoutEncoding(old.Recipe) == _recipe && old.Hash.AsSpan().SequenceEqual(hash))
        {
            Counts.Unchanged++;
            if (!IsPreview)
                store.Touch(old, stamp, Stored, read);
            return;
        }
        var document = new PendingDocument(stamp, hash, read, isNew: old is null);
        IReadOnlyList<Piece> pieces = PieceCutter.Cut(DocumentLines.Of(kind, text), settings.ChunkSize);
        if (IsPreview)
        {
            Preview(document, pieces);
            return;
        }
        _documents.Enqueue(document);
        Enqueue(document, pieces, old);
        while (_pieces.Count >= TextsPerRequest || _characters >= CharactersPerRequest)
            Send();
        StoreFinished();
    }

    /// <summary>Sends what waits, stores it, and removes what is gone.</summary>
    public void Finish()
    {
        while (_pieces.Count > 0)
            Send();
        StoreFinished();
        foreach ((string origin, HashSet<string> found) in _found)
        {
            IReadOnlyList<long> gone = store.FindGone(origin, found, _folders.GetValueOrDefault(origin));
            Counts.Removed += gone.Count;
            if (gone.Count > 0 && !IsPreview)
                store.Remove(gone);
        }
    }

    private void Preview(PendingDocument document, IReadOnlyList<Piece> pieces)
    {
        Count(document);
        Counts.Texts += pieces.Count;
        Counts.Characters += pieces.Sum(static piece => (long)piece.Text.Length);
        host.Preview(pieces);
    }

    // What did not change within the document keeps its vector: an added line costs one piece.
    private void Enqueue(PendingDocument document, IReadOnlyList<Piece> pieces, StoredDocument? old)
    {
        Dictionary<string, float[]> known = [];
        if (!Force && old is not null && ChangesOf(WithoutEncoding(old.Recipe)) == recipe)
        {
            foreach (StoredPiece piece in store.ReadPieces(old))
                known[piece.Text] = piece.Vector;
        }
        foreach (Piece piece in pieces)
        {
            var pending = new PendingPiece(document, piece);
            document.Pieces.Add(pending);
            document.Waiting++;
            if (known.TryGetValue(piece.Text, out float[]? vector))
                pending.Complete(vector);
            else
                Wait(pending);
        }
    }

    private string Stored => encoding.Length == 0 ? _recipe : $"{_recipe}\n{encoding}";

    // Another encoding may read the same text, whose vectors stay.
    private static string WithoutEncoding(string recipe) => recipe.Split('\n')[0];

    private static string ChangesOf(string recipe) => recipe.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private void Wait(PendingPiece piece)
    {
        _pieces.AddLast(piece);
        _characters += piece.Text.Length;
    }

    private void Send()
    {
        List<PendingPiece> batch = TakeBatch();
        GigaChatException? refusal = null;
        if (batch.Count > 0 && !SendOrSplit(batch, ref refusal) && batch.Count >= ManyTexts)
            host.Fail(refusal!);
        StoreFinished();
    }

    // A filter on the way, or the service, may refuse a whole request for one text and not say which: then halves are sent, and halves of
    // those. Whatever else goes wrong would go wrong with the next request, too: the update ends, and the next one goes on from there.
    private bool SendOrSplit(List<PendingPiece> batch, ref GigaChatException? refusal)
    {
        Counts.Requests++;
        try
        {
            IReadOnlyList<EmbeddingResult> results = host.Embed([.. batch.Select(static piece => piece.Text)]);
            for (int i = 0; i < batch.Count; i++)
                Take(batch[i], results[i]);
            Counts.Texts += batch.Count;
            return true;
        }
        catch (GigaChatException e) when (e.Kind == GigaChatErrorKind.InvalidRequest)
        {
            refusal = e;
            if (batch.Count == 1)
            {
                batch[0].Document.Error ??= e;
                return false;
            }
        }
        catch (GigaChatException e)
        {
            host.Fail(e);
        }
        int half = batch.Count / 2;
        bool isFirstTaken = SendOrSplit(batch.GetRange(0, half), ref refusal);
        return SendOrSplit(batch.GetRange(half, batch.Count - half), ref refusal) || isFirstTaken;
    }

    private List<PendingPiece> TakeBatch()
    {
        var batch = new List<PendingPiece>();
        int characters = 0;
        while (batch.Count < TextsPerRequest && _pieces.First is { Value: { } piece }
            && (batch.Count == 0 || characters + piece.Text.Length <= CharactersPerRequest))
        {
            _pieces.RemoveFirst();
            _characters -= piece.Text.Length;
            // The others of a document that cannot be stored would cost tokens for nothing.
            if (piece.Document.Error is not null)
                continue;
            characters += piece.Text.Length;
            batch.Add(piece);
        }
        return batch;
    }

    private void Take(PendingPiece piece, EmbeddingResult result)
    {
        if (result.Value is { } embedding)
        {
            Counts.Tokens += embedding.Tokens;
            piece.Complete(embedding.Vector);
        }
        else if (result.Error!.Kind == GigaChatErrorKind.TooLarge && piece.TryHalve() is var (first, second))
        {
            Wait(first);
            Wait(second);
        }
        else
        {
            piece.Document.Error ??= result.Error;
        }
    }

    private void StoreFinished()
    {
        while (_documents.TryPeek(out PendingDocument? document) && (document.Error is not null || document.Waiting == 0))
        {
            _documents.Dequeue();
            if (document.Error is { } error)
            {
                Counts.Failed++;
                host.Report(error, document.Stamp.Source);
                continue;
            }
            StoredPiece[] pieces = [.. document.Pieces.SelectMany(static piece => piece.Collect())];
            store.Write(document.Stamp, document.Hash, Stored, document.Read, pieces);
            Count(document);
            host.Stored(document.Stamp.Source, pieces.Length);
        }
    }

    private void Count(PendingDocument document)
    {
        if (document.IsNew)
            Counts.Added++;
        else
            Counts.Changed++;
    }
}
