using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Has the model draw a picture and saves it.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatImage")]
[OutputType(typeof(FileInfo))]
public sealed class NewGigaChatImageCommand : GigaChatCommand
{
    private SaveDestination? _destination;
    private CallOptions _options = new();

    /// <summary><para type="description">What to draw. Each prompt that is piped in makes a picture.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string Prompt { get; set; } = "";

    /// <summary><para type="description">How to draw it, as instructions for the model: 'You are Wassily Kandinsky'.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Style { get; set; }

    /// <summary><para type="description">The model; not every model draws.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary><para type="description">A folder that is there, or the path of the picture to be. Without it the current folder; the name is then the id of the picture.</para></summary>
    [Parameter]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary><para type="description">Replaces a file that is there already.</para></summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary><para type="description">The longest time for drawing, in seconds; while the picture is downloaded the longest silence.</para></summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = NewCall() with { Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        _destination = SaveDestination.Resolve(this, Destination, Force, _options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(Prompt, Draw);

    private void Draw()
    {
        _destination!.Check();
        ChatReply reply = Await(token => ActiveConnection.DrawAsync(Prompt, Style, Model, _options, token));
        // A drawn picture that could not be saved is not lost: the error's target is the reply, for Save-GigaChatFile.
        foreach (string id in reply.Files)
            Try(reply, () => _destination.Write(Await(token => _destination.SaveAsync(id, new GigaChatFile { Id = id }, token))));
    }
}
