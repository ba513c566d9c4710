using System.Management.Automation;
using GigaChat.Commands.Files;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Has the model draw a picture and saves it.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatImage", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewGigaChatImageCommand : GigaChatCommand
{
    private SaveDestination? _destination;
    private CallOptions _options = new();

    /// <summary>What to draw. Each prompt that is piped in makes a picture.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [LinesTransformation]
    [AllowEmptyString]
    public string Prompt { get; set; } = "";

    /// <summary>How to draw it, as instructions for the model: 'You are Wassily Kandinsky'.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ImageStyleCompleter))]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? Style { get; set; }

    /// <summary>The model; not every model draws.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>
    /// A folder, or the path of the picture; a path that ends in a separator is a folder, and made if it is not there.
    /// Without it the current folder; the name is then the beginning of the prompt.
    /// </summary>
    [Parameter]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The longest time for drawing, in seconds; while the picture is downloaded the longest silence.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = CreateCallOptions() with { Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        // What is only shown needs no connection.
        if (!this.IsWhatIf())
            _destination = SaveDestination.Resolve(this, Destination, Force, _options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Ask(Prompt, CmdletMessages.CreateImage))
            Try(Prompt, Draw);
    }

    private void Save(string id)
    {
        string path = Await(token => _destination!.SaveTitledAsync(id, ImageTitle.Of(Prompt), token));
        _destination!.WarnOfEnding(path);
        _destination.Write(path);
    }

    private void Draw()
    {
        _destination!.Check();
        ChatReply reply = Await(token => ActiveConnection.DrawAsync(Prompt, Style, Model, _options, token));
        // A drawn picture that could not be saved is not lost: the error's target is the reply, for Save-GigaChatFile.
        foreach (string id in reply.Files)
            Try(reply, () => Save(id));
    }
}
