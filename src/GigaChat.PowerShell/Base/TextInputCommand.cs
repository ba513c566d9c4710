using System.Management.Automation;
using System.Text;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that work on texts: strings of the pipeline, and files as a whole.</summary>
public abstract class TextInputCommand : GigaChatCommand
{
    /// <summary>The parameter set of strings and of files from the pipeline.</summary>
    protected const string TextSet = "Text";

    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary><para type="description">The texts, or files with one text each.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary><para type="description">Text files, one text each. Wildcards are allowed.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary><para type="description">Text files, their names taken letter by letter.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary><para type="description">The encoding of text files without a byte-order mark: a name or a code page.</para></summary>
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
                    Try(file, () => TakeFile(file));
            });
        }
        if (ParameterSetName != TextSet)
            return;
        foreach (object? item in InputObject.Unwrap() is object?[] array ? array : [InputObject])
            Try(item, () => TakeItem(item));
    }

    /// <summary>Takes one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The item, or the path of the file it was read from.</param>
    protected abstract void Take(string text, object? source);

    private void TakeItem(object? item)
    {
        // PowerShell's own conversion: numbers as in scripts, whatever the culture, and objects as "$object" shows them.
        if (item.Unwrap() is FileSystemInfo file)
            TakeFile(file.FullName);
        else
            TakeText(LanguagePrimitives.ConvertTo<string>(item), item.Unwrap() is string text ? text : item);
    }

    private void TakeText(string text, object? source)
    {
        TextLimit.Require(text.Length);
        Take(text, source);
    }

    private void TakeFile(string path) => Take(Await(token => TextFile.ReadAsync(path, Encoding, token)), path);
}
