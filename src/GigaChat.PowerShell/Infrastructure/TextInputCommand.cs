using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that work on texts: strings of the pipeline, and files as a whole.</summary>
public abstract class TextInputCommand : GigaChatCommand
{
    /// <summary>The parameter set of strings and of files from the pipeline.</summary>
    protected const string TextSet = "Text";

    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>The texts, or files with one text each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>Text files, one text each. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Text files, their names taken letter by letter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The encoding of text files without a byte-order mark: a name or a code page.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path ?? LiteralPath ?? [])
        {
            Try(path, () =>
            {
                foreach (string file in PathResolver.Resolve(this, path, LiteralPath is not null))
                    Try(file, () => ProcessFile(file));
            });
        }
        if (ParameterSetName != TextSet)
            return;
        foreach (object? item in InputObject.Unwrap() is object?[] array ? array : [InputObject])
            Try(item, () => ProcessItem(item));
    }

    /// <summary>Takes one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The item, or the path of the file it was read from.</param>
    protected abstract void ProcessText(string text, object? source);

    private void ProcessItem(object? item)
    {
        // PowerShell's own conversion: numbers as in scripts, whatever the culture, and objects as "$object" shows them.
        if (item.Unwrap() is FileSystemInfo file)
            ProcessFile(file.FullName);
        else
            ProcessString(LanguagePrimitives.ConvertTo<string>(item), item.Unwrap() is string text ? text : item);
    }

    private void ProcessString(string text, object? source)
    {
        TextLimit.ThrowIfExceeded(text.Length);
        ProcessText(text, source);
    }

    private void ProcessFile(string path) => ProcessText(Await(token => TextFile.ReadAsync(path, Encoding, token)), path);
}
