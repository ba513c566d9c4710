using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Begins a conversation, for Invoke-GigaChat -Conversation. Nothing is sent yet.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatConversation")]
[OutputType(typeof(GigaChatConversation))]
public sealed class NewGigaChatConversationCommand : ModuleCommand
{
    /// <summary>Instructions for the model.</summary>
    [Parameter(Position = 0)]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>The model for all of it; without it the connection's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>The service keeps the messages; only new ones are sent. Version 2 of the chat API.</summary>
    [Parameter]
    public SwitchParameter Stored { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(new GigaChatConversation(SystemPrompt, Model, Stored));
}
