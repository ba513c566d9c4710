using System.Management.Automation;
using System.Text;

namespace GigaChat.Commands;

/// <summary>Turns texts into vectors, in batches, in order.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatEmbedding", DefaultParameterSetName = "Text")]
[OutputType(typeof(Embedding))]
public sealed class NewGigaChatEmbeddingCommand : GigaChatCommand
{
    private EmbeddingBatches? _batches;

    /// <summary><para type="description">The texts, or files with one text each.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Text")]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary><para type="description">Text files, one text each. Wildcards are allowed.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary><para type="description">Text files, their names taken letter by letter.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary><para type="description">The encoding of text files without a byte-order mark: a name or a code page.</para></summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary><para type="description">The model.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = EmbeddingRequest.DefaultModel;

    /// <summary><para type="description">Texts in one request.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary><para type="description">Requests at a time; vectors come in the order of the texts.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary><para type="description">An instruction before each text; some models want one before queries.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <summary><para type="description">Brings each vector to the length 1.</para></summary>
    [Parameter]
    public SwitchParameter Normalize { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var request = new EmbeddingRequest { Model = Model, Prefix = Prefix, Normalize = Normalize };
        _batches = new EmbeddingBatches(this, request, BatchSize, ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path ?? LiteralPath ?? [])
        {
            Try(path, () =>
            {
                foreach (string file in PathResolver.Resolve(this, path, LiteralPath is not null))
                    Try(file, () => AddFile(file));
            });
        }
        if (ParameterSetName != "Text")
            return;
        foreach (object? item in Unwrap(InputObject) is object?[] array ? array : [InputObject])
            Try(item, () => Add(item));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _batches!.Finish();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Cancel();
        _batches?.Dispose();
        base.Dispose(disposing);
    }

    private void Add(object? item)
    {
        // PowerShell's own conversion: numbers as in scripts, whatever the culture, and objects as "$object" shows them.
        if (Unwrap(item) is FileSystemInfo file)
            AddFile(file.FullName);
        else
            _batches!.Add(LanguagePrimitives.ConvertTo<string>(item), Unwrap(item) is string text ? text : item);
    }

    private void AddFile(string path) => _batches!.Add(Await(token => TextFile.ReadAsync(path, Encoding, token)), path);

    private static object? Unwrap(object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
