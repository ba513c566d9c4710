using System.Management.Automation;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Saves a conversation as JSON, for Import-GigaChatConversation.</summary>
[Cmdlet(VerbsData.Export, "GigaChatConversation", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
public sealed class ExportGigaChatConversationCommand : AsyncCommand
{
    private const string PipelineSet = "Pipeline";
    private const string ArgumentSet = "Argument";

    private string? _path;
    private bool _written;

    /// <summary>The conversation, or a reply of it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ArgumentSet)]
    [ConversationTransformation]
    [ValidateNotNull]
    public GigaChatConversation? Conversation { get; set; }

    /// <summary>The file to be.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipelineSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ArgumentSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _path = GetOrFail(Path, () => PathResolver.ForWriting(this, Path!));

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(_written ? Conversation : _path, () =>
    {
        // A second one would replace the first.
        if (_written)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.OneConversationOnly, _path));
        if (!Ask(_path!))
            return;
        Await(token => ConversationFile.SaveAsync(Conversation!, _path!, Force, token));
        _written = true;
    });
}
