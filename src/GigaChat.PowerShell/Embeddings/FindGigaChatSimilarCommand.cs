using System.Management.Automation;
using GigaChat.Commands.Embeddings;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Finds the texts nearest to a query among their embeddings, the best first.</summary>
[Cmdlet(VerbsCommon.Find, "GigaChatSimilar")]
[OutputType(typeof(SimilarText))]
public sealed class FindGigaChatSimilarCommand : GigaChatCommand
{
    // What could not be compared, by its reason.
    private readonly HashSet<string> _refused = [];
    private SimilaritySearch? _search;

    /// <summary>
    /// What to search for: a text, or its embedding (a model that wants an instruction before queries needs New-GigaChatEmbedding
    /// -Prefix).
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [EmbeddingTransformation]
    [ValidateNotNullOrEmpty]
    public object? Query { get; set; }

    /// <summary>The embeddings to search in; saved ones are taken too.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public Embedding[]? Embedding { get; set; }

    /// <summary>How many of the best.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = 5;

    /// <summary>The lowest score that counts, -1 to 1.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(-1.0, 1.0)]
    public double Threshold { get; set; } = -1;

    /// <summary>The model for the query; without it that of the embeddings.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Query is not (string or GigaChat.Embedding))
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.QueryUnusable), Query);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Embedding item in Embedding!)
        {
            _search ??= new SimilaritySearch(QueryFor(item), First, Threshold);
            Try(item, () => Compare(item));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_search?.Best() ?? [], enumerateCollection: true);

    // The embeddings of a search are of one kind mostly, so the first one that does not fit to the query speaks for all.
    private void Compare(Embedding item)
    {
        try
        {
            _search!.Add(item);
        }
        catch (GigaChatException e) when (!_refused.Add(e.Message))
        {
            // Reported before.
        }
    }

    // A vector of another model points somewhere else, so the first embedding decides.
    private Embedding QueryFor(Embedding first)
    {
        if (Query is Embedding known)
            return known;
        string text = (string)Query!;
        return GetOrFail(text, () => Embed(text, Model ?? first.Model ?? EmbeddingOptions.DefaultModel));
    }

    private Embedding Embed(string text, string model)
    {
        var request = new EmbeddingOptions { Model = model };
        CallOptions options = CreateCallOptions();
        EmbeddingResult result = Await(token => ActiveConnection.EmbedAsync([text], request, options, token))[0];
        return result.Value ?? throw result.Error!;
    }
}
