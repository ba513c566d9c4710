using System.Globalization;
using System.Management.Automation;
using GigaChat.Commands.Batches;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Functions;
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
    private ResponseSchema? _schema;
    private Type? _answerType;
    private TextMaskRules? _mask;

    /// <summary>Creates the cmdlet.</summary>
    public StartGigaChatBatchCommand() => _input = new TextInput(this, AddInput);

    /// <summary>The prompts or texts, objects, or files with one each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextInput.PipelineSet)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The prompt for every item; the item comes after it as its material. Without it each text is a prompt.</summary>
    [Parameter]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? Prompt { get; set; }

    /// <summary>The form of the answers: a JSON Schema (hashtable, JSON, path of a file) or a class.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SchemaCompleter))]
    [ValidateNotNull]
    public object? Schema { get; set; }

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
        bool hasChatOptions = hasSampling || SystemPrompt is not null || Prompt is not null || Schema is not null;
        if (Method == GigaChatBatchMethod.Embedding && hasChatOptions)
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.VectorsNeedNoChatOptions), null);
        // Before anything is read: a schema that cannot be used would fail every line, hours later.
        if (Schema is { } schema)
        {
            _answerType = schema.Unwrap() as Type;
            _schema = GetOrFail(
                schema, () => new ResponseSchema(SchemaInput.Read(this, schema)) { IgnoresPatternCase = _answerType is not null });
        }
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
            Schema = _schema,
            Mask = _mask,
            Sampling = CreateSamplingOptions(),
        };
        Try(_inputs.Select(static input => input.Source).ToArray(), () =>
        {
            GigaChatBatch batch = Await(token => ActiveConnection.StartBatchAsync(request, CreateCallOptions(), token));
            BatchAnswerTypes.Add(batch, _answerType);
            WriteObject(batch);
        });
    }

    private void AddInput(string text, object? source)
    {
        // The service would answer it with an error, hours later.
        if (string.IsNullOrWhiteSpace(text))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.BatchTextEmpty);
        string id = (_inputs.Count + 1).ToString("D6", CultureInfo.InvariantCulture);
        _inputs.Add(new BatchInput(id, PromptContext.Join(Prompt, text), source));
    }
}
