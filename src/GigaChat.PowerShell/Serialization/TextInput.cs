using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands.Serialization;

/// <summary>Turns the input of a cmdlet into texts: strings and objects of the pipeline, and files as a whole.</summary>
internal sealed class TextInput
{
    /// <summary>The parameter set of strings, objects and files from the pipeline.</summary>
    public const string PipelineSet = "Text";

    private readonly TextFileCommand _cmdlet;
    private readonly Action<string, object?> _process;
    private readonly InputWarnings _warnings;
    private readonly ByteRun _bytes;
    private ObjectSerializer? _serializer;

    /// <summary>Prepares for the input of a cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet with the parameters of files.</param>
    /// <param name="process">Takes a text, and the item or the path of the file it was read from.</param>
    public TextInput(TextFileCommand cmdlet, Action<string, object?> process)
    {
        _cmdlet = cmdlet;
        _process = process;
        _warnings = new InputWarnings(path => PathResolver.IsFile(cmdlet, path), cmdlet.WriteWarning);
        _bytes = new ByteRun(bytes => _process(ByteText.Decode(bytes, cmdlet.Encoding), bytes));
    }

    /// <summary>Takes one record of the pipeline, or the paths.</summary>
    /// <param name="inputObject">The value of <c>-InputObject</c>.</param>
    public void Process(object? inputObject)
    {
        PathInput.ForEachFile(_cmdlet, _cmdlet.Path, _cmdlet.LiteralPath, ProcessFile);
        if (_cmdlet.ParameterSetName != PipelineSet)
            return;
        foreach (object? item in inputObject.Unwrap() is object?[] array ? array : [inputObject])
            _cmdlet.Try(item, () => ProcessItem(item));
    }

    /// <summary>Ends the input.</summary>
    public void Finish()
    {
        _cmdlet.Try(null, _bytes.End);
        _warnings.Warn();
    }

    private void ProcessItem(object? item)
    {
        object? value = item.Unwrap();
        if (value is byte single)
        {
            _bytes.Add(single);
            return;
        }
        _bytes.End();
        switch (value)
        {
            case FileSystemInfo file:
                _warnings.ObserveOther();
                ProcessFile(file.FullName);
                break;
            case string text:
                _warnings.Observe(text);
                TextLimit.ThrowIfExceeded(text.Length);
                _process(text, text);
                break;
            default:
                _warnings.ObserveOther();
                TextlessInput.Refuse(_cmdlet, value);
                string shown = (_serializer ??= _cmdlet.CreateSerializer()).ToText(item);
                _warnings.ObserveCharacters(shown);
                _process(shown, item);
                break;
        }
    }

    private void ProcessFile(string path)
    {
        if (FileType.Find(path) is { IsPlainText: false })
            throw TextlessInput.IsAttachment(path);
        _process(TextFile.Read(_cmdlet, path, _cmdlet.Encoding), path);
    }
}
