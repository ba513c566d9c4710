using GigaChat.Index;
using GigaChat.Index.Storage;
using GigaChat.Index.Text;

namespace GigaChat.Tests.Index;

/// <summary>An index in a folder of its own, and updates of it without a service.</summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    /// <summary>The index.</summary>
    public string Path => System.IO.Path.Combine(_folder, "документы.db");

    /// <summary>What was embedded, a list for each request.</summary>
    public List<IReadOnlyList<string>> Sent { get; } = [];

    /// <summary>The documents that failed, with their errors.</summary>
    public List<(string Source, GigaChatException Error)> Failed { get; } = [];

    /// <summary>What the service makes of a text; by default a vector of its words.</summary>
    public Func<string, EmbeddingResult> Answer { get; set; } = static text => new(NewEmbedding(text), null);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The names of all files there.</summary>
    public string[] Files() => [.. Directory.GetFileSystemEntries(_folder).Select(static path => System.IO.Path.GetFileName(path)).Order()];

    /// <summary>Runs an update of these documents, all of one folder.</summary>
    public UpdateCounts Update(
        IEnumerable<(string Source, string Text)> documents, int chunkSize = 1200, string? model = null, bool force = false,
        string recipe = "", string encoding = "")
    {
        using IndexDatabase database = IndexDatabase.OpenToWrite(Path, new());
        var store = new DocumentStore(database);
        IndexSettings settings = store.Begin(model, chunkSize, force, chunkSize);
        var updater = new IndexUpdater(store, settings, recipe, encoding, NewHost()) { Force = force };
        updater.BeginOrigin("папка");
        foreach ((string source, string text) in documents)
        {
            var stamp = new DocumentStamp(source, "папка", text.Length, Modified: 0);
            if (updater.IsNeeded(stamp))
                updater.Add(stamp, DocumentKind.Text, text, DateTimeOffset.UtcNow);
        }
        updater.Finish();
        return updater.Counts;
    }

    /// <summary>All that is in the index, in an order that does not depend on the way there.</summary>
    public string[] Dump()
    {
        using IndexDatabase database = IndexDatabase.OpenToRead(Path, new());
        using var command = database.Command("""
            SELECT source, hash, recipe, number, line, text, vector, (SELECT count(*) FROM words WHERE rowid = pieces.id)
            FROM documents LEFT JOIN pieces ON document = documents.id LEFT JOIN vectors ON piece = pieces.id ORDER BY source, number
            """);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                DBNull => "",
                object value => value.ToString(),
            })));
        }
        return [.. rows];
    }

    /// <summary>A vector in which each word has a place.</summary>
    public static Embedding NewEmbedding(string text)
    {
        float[] vector = new float[64];
        foreach (string word in text.ToLowerInvariant().Split(' ', '\n'))
            vector[word.Aggregate(17, static (hash, letter) => (hash * 31) + letter) & 63]++;
        return new Embedding { Text = text, Vector = vector, Model = "Embeddings", Tokens = 1 };
    }

    private UpdateHost NewHost() => new()
    {
        Embed = texts =>
        {
            Sent.Add(texts);
            return [.. texts.Select(Answer)];
        },
        Mask = static text => text,
        Report = (error, source) => Failed.Add((source, error)),
        Fail = static error => throw error,
        Stored = static (_, _) => { },
        Preview = static _ => { },
    };
}
