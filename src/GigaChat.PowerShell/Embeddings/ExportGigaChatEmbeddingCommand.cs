using System.Management.Automation;
using GigaChat.Commands.Embeddings;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;

namespace GigaChat.Commands;

/// <summary>Saves embeddings as a NumPy file, with their texts as JSON lines beside it.</summary>
[Cmdlet(VerbsData.Export, "GigaChatEmbedding", SupportsShouldProcess = true)]
public sealed class ExportGigaChatEmbeddingCommand : AsyncCommand
{
    private const string Ending = ".npy";

    private string? _path;
    private EmbeddingFileWriter? _writer;

    /// <summary>The embeddings; saved ones are taken too.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public Embedding[]? Embedding { get; set; }

    /// <summary>The file to be; its name ends in .npy.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePath]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces files that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string path = GetOrFail(Path, () => PathResolver.ForWriting(this, Path!));
        _path = path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? path : path + Ending;
        if (Ask(_path))
            _writer = GetOrFail(_path, () => new EmbeddingFileWriter(_path, Force));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_writer is null)
            return;
        foreach (Embedding item in Embedding!)
            Try(item, () => _writer.Add(item, SourceOf(item)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_writer is not null)
            RunOrFail(_path, _writer.Complete);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _writer?.Dispose();
    }

    // Names and numbers; an object that a text was made of is not kept.
    private static string? SourceOf(Embedding item)
        => item.Source.Unwrap() is FileSystemInfo file ? file.FullName : NamingValue.ToText(item.Source);
}
