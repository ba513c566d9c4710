using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Loads conversations that Export-GigaChatConversation saved, for Invoke-GigaChat -Conversation.</summary>
[Cmdlet(VerbsData.Import, "GigaChatConversation", DefaultParameterSetName = "Path")]
[OutputType(typeof(GigaChatConversation))]
public sealed class ImportGigaChatConversationCommand : AsyncCommand
{
    /// <summary>The files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, their names taken letter by letter.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => PathInput.ForEachFile(this, Path, LiteralPath, file => WriteObject(Await(token => ConversationFile.LoadAsync(file, token))));
}
