using System.Globalization;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;
using GigaChat.Commands.Models;
using GigaChat.Commands.Serialization;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Hands prompts or texts over as one batch, which the service answers later.</summary>
[Cmdlet(VerbsLifecycle.Start, "GigaChatBatch", DefaultParameterSetName = TextInput.PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(GigaChatBatch))]
public sealed class StartGigaChatBatchCommand : SamplingCommand
{
    private readonly List<BatchInput> _inputs = [];
    private readonly TextInput _input;
    private TextMaskRules? _mask;

    /// <summary>Creates the cmdlet.</summary>
    public StartGigaChatBatchCommand() => _input = new TextInput(this, AddInput);

    /// <summary>The prompts or texts, objects, or files with one each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextInput.PipelineSet)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

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
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

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
        _mask = GetOrFail(Mask, () => MaskInput.Read(Mask));
        bool hasSampling = Temperature is not null || TopP is not null || MaxTokens is not null || RepetitionPenalty is not null
            || ReasoningEffort is not null;
        if (Method == GigaChatBatchMethod.Embedding && (hasSampling || SystemPrompt is not null))
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.VectorsNeedNoChatOptions), null);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _input.Process(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.Finish();
        if (_inputs.Count == 0 || !Ask(Localized.Format(CmdletMessages.BatchTarget, _inputs.Count)))
            return;
        var request = new BatchRequest
        {
            Method = Method,
            Inputs = _inputs,
            Model = Model,
            SystemPrompt = SystemPrompt,
            Mask = _mask,
            Sampling = CreateSamplingOptions(),
        };
        Try(_inputs.Select(static input => input.Source).ToArray(), () => WriteObject(
            Await(token => ActiveConnection.StartBatchAsync(request, CreateCallOptions(), token))));
    }

    private void AddInput(string text, object? source)
    {
        // The service would answer it with an error, hours later.
        if (string.IsNullOrWhiteSpace(text))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.BatchTextEmpty);
        string id = (_inputs.Count + 1).ToString("D6", CultureInfo.InvariantCulture);
        _inputs.Add(new BatchInput(id, text, source));
    }
}
