using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Loads embeddings that Export-GigaChatEmbedding or NumPy saved.</summary>
[Cmdlet(VerbsData.Import, "GigaChatEmbedding", DefaultParameterSetName = "Path")]
[OutputType(typeof(Embedding))]
public sealed class ImportGigaChatEmbeddingCommand : AsyncCommand
{
    /// <summary>The .npy files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, their names taken letter by letter.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => PathInput.ForEachFile(this, Path, LiteralPath, file =>
    {
        foreach (Embedding embedding in EmbeddingFileReader.Read(file))
            WriteObject(embedding);
    });
}
