using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Uploads files, to be attached to prompts.</summary>
[Cmdlet(VerbsCommon.Add, "GigaChatFile", DefaultParameterSetName = "Path")]
[OutputType(typeof(GigaChatFile))]
public sealed class AddGigaChatFileCommand : GigaChatCommand
{
    /// <summary>The files: documents up to 40 MB, pictures up to 15 MB, sound up to 35 MB. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, their names taken letter by letter.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => PathInput.ForEachFile(this, Path, LiteralPath, Upload);

    private void Upload(string path)
    {
        if (ActiveConnection.Mask?.IsOn == true)
            WriteWarning(Localized.Format(CmdletMessages.MaskLeavesFile, System.IO.Path.GetFileName(path)));
        CallOptions options = CreateCallOptions() with { Progress = Progress };
        WriteObject(Await(token => ActiveConnection.UploadFileAsync(path, options, token)));
    }
}
