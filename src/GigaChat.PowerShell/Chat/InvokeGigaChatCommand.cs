using System.Management.Automation;
using System.Text;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Sends prompts to GigaChat and writes the replies.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GigaChat", DefaultParameterSetName = ChatInput.PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(ChatReply), typeof(ChatChunk))]
public sealed partial class InvokeGigaChatCommand : GigaChatCommand
{
    private ChatInput? _input;
    private ChatOutput? _output;

    /// <summary><para type="description">The prompt.</para></summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary><para type="description">Prompts, or material for the prompt: strings, objects, files, a reply to go on with.</para></summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ChatInput.PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary><para type="description">Files for the prompt: texts go into it, documents, pictures and sound are attached. Wildcards are allowed.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ChatInput.PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary><para type="description">Files for the prompt, their names taken letter by letter.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ChatInput.LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary><para type="description">The encoding of text files without a byte-order mark: a name or a code page.</para></summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary><para type="description">
    /// Files that go with each prompt: paths (wildcards are allowed), ids, or files of Get-GigaChatFile. A message takes one picture, one document, or sound.
    /// </para></summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public object[]? Attachment { get; set; }

    /// <summary><para type="description">One request for each item.</para></summary>
    [Parameter]
    public SwitchParameter PerItem { get; set; }

    /// <summary><para type="description">One request for all items.</para></summary>
    [Parameter]
    public SwitchParameter Together { get; set; }

    /// <summary><para type="description">Instructions for the model, before the prompt.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary><para type="description">The conversation to go on with.</para></summary>
    [Parameter]
    [ValidateNotNull]
    public GigaChatConversation? Conversation { get; set; }

    /// <summary><para type="description">The model.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary><para type="description">How free the answer is: 0 or more; below 0.001 it is always the same.</para></summary>
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

    /// <summary><para type="description">Shows the text while it comes, then writes the reply.</para></summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary><para type="description">Writes the pieces of the answer instead of the reply.</para></summary>
    [Parameter]
    public SwitchParameter AsChunk { get; set; }

    /// <summary><para type="description">Requests at a time; replies come in the order of the input.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary><para type="description">The longest time for an attempt, in seconds; for a stream the longest silence.</para></summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _input = new ChatInput(this, request => _output!.Send(request));
        _input.CheckParameters();
        PrepareFunctions();
        _output = new ChatOutput(this, ActiveConnection);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _input!.Take();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input!.Finish();
        _output!.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Cancel();
        _output?.Dispose();
        base.Dispose(disposing);
    }
}
