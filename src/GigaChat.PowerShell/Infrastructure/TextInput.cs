using System.Management.Automation;
using GigaChat.Core;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Turns the input of a cmdlet into texts: strings of the pipeline, and files as a whole.</summary>
/// <param name="cmdlet">The cmdlet with the parameters of files.</param>
/// <param name="process">Takes a text, and the item or the path of the file it was read from.</param>
internal sealed class TextInput(TextFileCommand cmdlet, Action<string, object?> process)
{
    /// <summary>The parameter set of strings and of files from the pipeline.</summary>
    public const string PipelineSet = "Text";

    /// <summary>Takes one record of the pipeline, or the paths.</summary>
    /// <param name="inputObject">The value of <c>-InputObject</c>.</param>
    public void Process(object? inputObject)
    {
        PathInput.ForEachFile(cmdlet, cmdlet.Path, cmdlet.LiteralPath, ProcessFile);
        if (cmdlet.ParameterSetName != PipelineSet)
            return;
        foreach (object? item in inputObject.Unwrap() is object?[] array ? array : [inputObject])
            cmdlet.Try(item, () => ProcessItem(item));
    }

    private void ProcessItem(object? item)
    {
        object? value = item.Unwrap();
        if (value is FileSystemInfo file)
        {
            ProcessFile(file.FullName);
            return;
        }
        // PowerShell's own conversion: numbers as in scripts, whatever the culture, and objects as "$object" shows them.
        string text = LanguagePrimitives.ConvertTo<string>(item);
        TextLimit.ThrowIfExceeded(text.Length);
        process(text, value is string ? value : item);
    }

    private void ProcessFile(string path) => process(TextFile.Read(cmdlet, path, cmdlet.Encoding), path);
}
