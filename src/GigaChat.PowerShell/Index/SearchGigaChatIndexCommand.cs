using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Index.Search;
using GigaChat.Index.Storage;

namespace GigaChat.Commands;

/// <summary>Finds the pieces of documents in an index that match a query, by meaning and by words.</summary>
[Cmdlet(VerbsCommon.Search, "GigaChatIndex")]
[OutputType(typeof(IndexHit))]
public sealed class SearchGigaChatIndexCommand : GigaChatCommand
{
    private IndexSearch? _search;

    /// <summary>The file of the index.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePath]
    [ValidateNotNullOrEmpty]
    public string? IndexPath { get; set; }

    /// <summary>What to look for.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? Query { get; set; }

    /// <summary>How many pieces.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int First { get; set; } = 5;

    /// <summary>The lowest score that counts, -1 to 1.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(-1.0, 1.0)]
    public double Threshold { get; set; } = -1;

    /// <summary>The documents that count, by their source.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Filter { get; set; }

    /// <summary>An instruction before the query; some models want one.</summary>
    [Parameter]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string path = GetOrFail(IndexPath, () => PathResolver.ForWriting(this, IndexPath!));
        _search = new IndexSearch(path, new LockWait(stop: StopToken));
        // What is wrong with the index is wrong for each query.
        GetOrFail(path, ReadModel);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(Query, () =>
    {
        string query = Query!;
        Func<string, bool>? isWanted = CreateFilter();
        float[]? vector = ReadModel() is { } model ? Embed(query, model) : null;
        if (vector is not null)
            WriteObject(AwaitBlocking(() => _search!.Find(query, vector, First, Threshold, isWanted)), enumerateCollection: true);
    });

    private string? ReadModel() => AwaitBlocking(_search!.ReadModel);

    private float[] Embed(string query, string model)
    {
        var options = new EmbeddingOptions { Model = model, Prefix = Prefix };
        EmbeddingResult result = Await(token => ActiveConnection.EmbedAsync([query], options, CreateCallOptions(), token))[0];
        return result.Value?.Vector ?? throw result.Error!;
    }

    // Both slashes serve on every system, as in paths.
    private Func<string, bool>? CreateFilter()
    {
        if (Filter is null)
            return null;
        WildcardPattern[] patterns = [.. Filter.Select(static filter => NamePattern.Parse(Normalize(filter)))];
        return source => Array.Exists(patterns, pattern => pattern.IsMatch(Normalize(source)));
    }

    private static string Normalize(string path) => path.Replace('\\', '/');
}
