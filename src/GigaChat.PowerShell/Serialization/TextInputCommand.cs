using System.Management.Automation;
using GigaChat.Commands.Serialization;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that work on texts: strings of the pipeline, and files as a whole.</summary>
public abstract class TextInputCommand : TextFileCommand
{
    /// <summary>The parameter set of strings and of files from the pipeline.</summary>
    protected const string TextSet = TextInput.PipelineSet;

    private TextInput? _input;

    /// <summary>Texts, objects, or files with one text each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => (_input ??= new TextInput(this, ProcessText)).Process(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing() => _input?.Finish();

    /// <summary>Takes one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The item, or the path of the file it was read from.</param>
    protected abstract void ProcessText(string text, object? source);
}
