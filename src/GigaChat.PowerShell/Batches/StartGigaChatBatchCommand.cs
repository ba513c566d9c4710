using System.Globalization;
using System.Management.Automation;
using GigaChat.Commands.Models;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Hands prompts or texts over as one batch, which the service answers later.</summary>
[Cmdlet(VerbsLifecycle.Start, "GigaChatBatch", DefaultParameterSetName = TextSet, SupportsShouldProcess = true)]
[OutputType(typeof(GigaChatBatch))]
public sealed class StartGigaChatBatchCommand : TextInputCommand
{
    private readonly List<BatchInput> _inputs = [];

    /// <summary>Answers to prompts (Chat), or vectors of texts (Embedding).</summary>
    [Parameter]
    public GigaChatBatchMethod Method { get; set; }

    /// <summary>The model; without it the connection's, and Embeddings for vectors.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Instructions for the model, before each prompt.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>How free the answers are: above 0; below 0.001 they are always the same.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double? Temperature { get; set; }

    /// <summary>The share of likely words to choose from, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>The longest answer, in tokens.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary>How strongly repetitions are avoided: above 0, 1 is neutral.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double? RepetitionPenalty { get; set; }

    /// <summary>How long a reasoning model thinks.</summary>
    [Parameter]
    [ValidateSet("Low", "Medium", "High")]
    public string? ReasoningEffort { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        bool anyOfChat = SystemPrompt is not null || Temperature is not null || TopP is not null || MaxTokens is not null || RepetitionPenalty is not null || ReasoningEffort is not null;
        if (Method == GigaChatBatchMethod.Embedding && anyOfChat)
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.VectorsNeedNoChatOptions), null);
    }

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source)
    {
        // The service would answer it with an error, hours later.
        if (string.IsNullOrWhiteSpace(text))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.BatchTextEmpty);
        string id = (_inputs.Count + 1).ToString("D6", CultureInfo.InvariantCulture);
        _inputs.Add(new BatchInput(id, text, source));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_inputs.Count == 0 || !ShouldProcess(Localized.Format(CmdletMessages.BatchTarget, _inputs.Count)))
            return;
        var request = new BatchRequest
        {
            Method = Method,
            Inputs = _inputs,
            Model = Model,
            SystemPrompt = SystemPrompt,
            Sampling = new SamplingOptions
            {
                Temperature = Temperature,
                TopP = TopP,
                MaxTokens = MaxTokens,
                RepetitionPenalty = RepetitionPenalty,
                ReasoningEffort = ReasoningEffort?.ToLowerInvariant(),
            },
        };
        Try(_inputs.Select(static input => input.Source).ToArray(), () => WriteObject(
            Await(token => ActiveConnection.StartBatchAsync(request, CreateCallOptions(), token))));
    }
}
