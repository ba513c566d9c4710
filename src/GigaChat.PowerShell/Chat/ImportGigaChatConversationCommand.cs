using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Loads conversations that Export-GigaChatConversation saved, for Invoke-GigaChat -Conversation.</summary>
[Cmdlet(VerbsData.Import, "GigaChatConversation", DefaultParameterSetName = "Path")]
[OutputType(typeof(GigaChatConversation))]
public sealed class ImportGigaChatConversationCommand : AsyncCommand
{
    /// <summary>The files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
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
    {
        bool literal = ParameterSetName == "LiteralPath";
        foreach (string path in (literal ? LiteralPath : Path)!)
        {
            Try(path, () =>
            {
                foreach (string file in PathResolver.Resolve(this, path, literal))
                    Try(file, () => WriteObject(Await(token => ConversationFile.LoadAsync(file, token))));
            });
        }
    }

    private void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            WriteError(e.ToRecord(path));
        }
    }
}
