using System.Management.Automation;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Sends prompts to GigaChat and writes the replies.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GigaChat", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(ChatReply), typeof(ChatChunk))]
public sealed partial class InvokeGigaChatCommand : SamplingCommand
{
    /// <summary>The prompt.</summary>
    [Parameter(Position = 0)]
    [LinesTransformation]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Prompts, or material for the prompt: strings, objects, files, a reply or a conversation to go on with.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

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
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>The conversation to go on with, or a reply that it ended with.</summary>
    [Parameter]
    [ConversationTransformation]
    [ValidateNotNull]
    public GigaChatConversation? Conversation { get; set; }

    /// <summary>The model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Shows the text while it comes, then writes the reply.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Writes the pieces of the answer instead of the reply.</summary>
    [Parameter]
    public SwitchParameter AsChunk { get; set; }

    /// <summary>
    /// Writes the properties of each item, and behind them those of its answer: of a structured one its own, else <c>Answer</c>. One
    /// request for each item.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeInput { get; set; }

    /// <summary>
    /// Requests at a time; replies come in the order of the input. Without it as many as the connection allows, and one for streams,
    /// conversations and -InvokeFunction.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>The longest time for an attempt, in seconds; for a stream the longest silence.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }
}
