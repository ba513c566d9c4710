using System.Management.Automation;
using GigaChat.Commands.Embeddings;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Turns texts into vectors, in batches, in order.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatEmbedding", DefaultParameterSetName = TextSet)]
[OutputType(typeof(Embedding))]
public sealed class NewGigaChatEmbeddingCommand : TextInputCommand
{
    private EmbeddingBatchSender? _batches;

    /// <summary>The model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = EmbeddingOptions.DefaultModel;

    /// <summary>Texts in one request.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Requests at a time; vectors come in the order of the texts. Without it as many as the connection allows.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>An instruction before each text; some models want one before queries.</summary>
    [Parameter]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <summary>Brings each vector to the length 1.</summary>
    [Parameter]
    public SwitchParameter Normalize { get; set; }

    /// <summary>
    /// What is masked before it is sent: kinds of text, or dictionaries of names and regular expressions; an empty array for nothing.
    /// Without it what the connection masks.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(MaskCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public object[]? Mask { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var request = new EmbeddingOptions
        {
            Model = Model,
            Prefix = Prefix,
            Normalize = Normalize,
            Mask = GetOrFail(Mask, () => MaskInput.Read(Mask)),
        };
        _batches = new EmbeddingBatchSender(this, request, BatchSize, ThrottleLimit ?? ActiveConnection.MaximumConcurrency);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _batches!.Finish();
    }

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source) => _batches!.Add(text, source);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Cancel();
        _batches?.Dispose();
        base.Dispose(disposing);
    }
}
