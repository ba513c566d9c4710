using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Sends prompts to GigaChat and writes the replies.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GigaChat", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(ChatReply), typeof(ChatChunk))]
public sealed partial class InvokeGigaChatCommand : GigaChatCommand
{
    /// <summary>The prompt.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Prompts, or material for the prompt: strings, objects, files, a reply to go on with.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>Files for the prompt: texts go into it, documents, pictures and sound are attached. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files for the prompt, their names taken letter by letter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The encoding of text files without a byte-order mark: a name or a code page.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>
    /// Files that go with each prompt: paths (wildcards are allowed), ids, or files of Get-GigaChatFile. A message takes one
    /// picture, one document, or sound.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public object[]? Attachment { get; set; }

    /// <summary>One request for each item.</summary>
    [Parameter]
    public SwitchParameter PerItem { get; set; }

    /// <summary>One request for all items.</summary>
    [Parameter]
    public SwitchParameter Together { get; set; }

    /// <summary>Instructions for the model, before the prompt.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>The conversation to go on with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GigaChatConversation? Conversation { get; set; }

    /// <summary>The model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>How free the answer is: 0 or more; below 0.001 it is always the same.</summary>
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

    /// <summary>Shows the text while it comes, then writes the reply.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Writes the pieces of the answer instead of the reply.</summary>
    [Parameter]
    public SwitchParameter AsChunk { get; set; }

    /// <summary>Requests at a time; replies come in the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The longest time for an attempt, in seconds; for a stream the longest silence.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }
}
