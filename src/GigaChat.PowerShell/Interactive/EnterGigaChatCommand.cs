using System.Management.Automation;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Interactive;
using GigaChat.Commands.Models;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Talks with the model line by line, until /exit. For people at a console; scripts use Invoke-GigaChat -Conversation.</summary>
[Cmdlet(VerbsCommon.Enter, "GigaChat")]
[OutputType(typeof(GigaChatConversation))]
public sealed class EnterGigaChatCommand : GigaChatCommand
{
    /// <summary>The conversation to go on with, or a reply of it.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ConversationTransformation]
    [ValidateNotNull]
    public GigaChatConversation? Conversation { get; set; }

    /// <summary>Instructions for the model.</summary>
    [Parameter]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>The model; without it the conversation's, else the connection's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Writes the conversation at the end.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Without a connection the first question would be typed in vain.
        _ = ActiveConnection;
        if (Conversation is not null && SystemPrompt is not null)
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, InteractiveMessages.ConversationHasInstructions), null);
        GigaChatConversation conversation = Conversation ?? new GigaChatConversation(SystemPrompt ?? ActiveConnection.SystemPrompt, Model);
        if (Model is not null && Model != conversation.Model)
            conversation = conversation.With(model: Model);

        ReplyView.Prepare(Host, () => SessionState.PSVariable.GetValue("PSStyle"));
        var chat = new InteractiveChat(this, conversation);
        RunOrFail(null, chat.Run);
        if (PassThru)
            WriteObject(chat.Conversation);
    }
}
