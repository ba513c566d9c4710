using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Finds the texts nearest to a query among their embeddings, the best first.</summary>
[Cmdlet(VerbsCommon.Find, "GigaChatSimilar")]
[OutputType(typeof(SimilarText))]
public sealed class FindGigaChatSimilarCommand : GigaChatCommand
{
    private SimilaritySearch? _search;

    /// <summary><para type="description">What to search for: a text, or its embedding (a model that wants an instruction before queries needs New-GigaChatEmbedding -Prefix).</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [EmbeddingTransformation]
    [ValidateNotNullOrEmpty]
    public object? Query { get; set; }

    /// <summary><para type="description">The embeddings to search in; saved ones are taken too.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public Embedding[]? Embedding { get; set; }

    /// <summary><para type="description">How many of the best.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = 5;

    /// <summary><para type="description">The lowest score that counts, -1 to 1.</para></summary>
    [Parameter]
    [ValidateRange(-1.0, 1.0)]
    public double Threshold { get; set; } = -1;

    /// <summary><para type="description">The model for the query; without it that of the embeddings.</para></summary>
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
            Try(item, () => _search.Add(item));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_search?.Best() ?? [], enumerateCollection: true);

    // A vector of another model points somewhere else, so the first embedding decides.
    private Embedding QueryFor(Embedding first)
    {
        if (Query is Embedding known)
            return known;
        string text = (string)Query!;
        try
        {
            var request = new EmbeddingRequest { Model = Model ?? first.Model ?? EmbeddingRequest.DefaultModel };
            CallOptions options = NewCall();
            EmbeddingOutcome outcome = Await(token => ActiveConnection.EmbedAsync([text], null, request, options, token))[0];
            return outcome.Value ?? throw outcome.Error!;
        }
        catch (GigaChatException e)
        {
            // Without the query there is nothing to compare with.
            Fail(e, text);
            throw;
        }
    }
}
