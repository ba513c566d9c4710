using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Turns texts into vectors, in batches, in order.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatEmbedding", DefaultParameterSetName = TextSet)]
[OutputType(typeof(Embedding))]
public sealed class NewGigaChatEmbeddingCommand : TextInputCommand
{
    private EmbeddingBatches? _batches;

    /// <summary><para type="description">The model.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = EmbeddingRequest.DefaultModel;

    /// <summary><para type="description">Texts in one request.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary><para type="description">Requests at a time; vectors come in the order of the texts.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary><para type="description">An instruction before each text; some models want one before queries.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <summary><para type="description">Brings each vector to the length 1.</para></summary>
    [Parameter]
    public SwitchParameter Normalize { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var request = new EmbeddingRequest { Model = Model, Prefix = Prefix, Normalize = Normalize };
        _batches = new EmbeddingBatches(this, request, BatchSize, ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _batches!.Finish();

    /// <inheritdoc/>
    protected override void Take(string text, object? source) => _batches!.Add(text, source);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Cancel();
        _batches?.Dispose();
        base.Dispose(disposing);
    }
}
