using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Files;

/// <summary>
/// Takes a file that the model made for a stored file. Bound by its id alone it would lose its type, and be saved without an ending: the
/// service's names of such files may have none.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class GeneratedFileTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => inputData.Unwrap() switch
        {
            GeneratedFile made => new[] { From(made) },
            IEnumerable<GeneratedFile> several => several.Select(From).ToArray(),
            _ => inputData,
        };

    private static GigaChatFile From(GeneratedFile made)
    {
        string name = FileNameSanitizer.AppendExtension(made.Id, made.MimeType);
        return new GigaChatFile { Id = made.Id, FileName = name == made.Id ? null : name };
    }
}
