using System.Globalization;
using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Hands prompts or texts over as one batch, which the service answers later.</summary>
[Cmdlet(VerbsLifecycle.Start, "GigaChatBatch", DefaultParameterSetName = TextSet, SupportsShouldProcess = true)]
[OutputType(typeof(GigaChatBatch))]
public sealed class StartGigaChatBatchCommand : TextInputCommand
{
    private readonly List<BatchInput> _inputs = [];

    /// <summary><para type="description">Answers to prompts (Chat), or vectors of texts (Embedding).</para></summary>
    [Parameter]
    public GigaChatBatchMethod Method { get; set; }

    /// <summary><para type="description">The model; without it the connection's, and Embeddings for vectors.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary><para type="description">Instructions for the model, before each prompt.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary><para type="description">How free the answers are: above 0; below 0.001 they are always the same.</para></summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double? Temperature { get; set; }

    /// <summary><para type="description">The share of likely words to choose from, 0 to 1.</para></summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary><para type="description">The longest answer, in tokens.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary><para type="description">How strongly repetitions are avoided: above 0, 1 is neutral.</para></summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double? RepetitionPenalty { get; set; }

    /// <summary><para type="description">How long a reasoning model thinks.</para></summary>
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
    protected override void Take(string text, object? source)
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
        if (_inputs.Count == 0 || !ShouldProcess(Text.Format(CmdletMessages.BatchTarget, _inputs.Count)))
            return;
        var request = new BatchRequest
        {
            Method = Method,
            Inputs = _inputs,
            Model = Model,
            SystemPrompt = SystemPrompt,
            Temperature = Temperature,
            TopP = TopP,
            MaxTokens = MaxTokens,
            RepetitionPenalty = RepetitionPenalty,
            ReasoningEffort = ReasoningEffort?.ToLowerInvariant(),
        };
        Try(_inputs.Select(static input => input.Source).ToArray(), () => WriteObject(
            Await(token => ActiveConnection.StartBatchAsync(request, NewCall(), token))));
    }
}
