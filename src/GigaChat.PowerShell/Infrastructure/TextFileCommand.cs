using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that read text files beside what comes through the pipeline.</summary>
public abstract class TextFileCommand : GigaChatCommand
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    /// <summary>Files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files, their names taken letter by letter.</summary>
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

    /// <summary>The properties of objects that count, by name; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>Levels of objects within objects that count with their properties; deeper ones are their text.</summary>
    [Parameter]
    [ValidateRange(0, 64)]
    public int Depth { get; set; }
}
