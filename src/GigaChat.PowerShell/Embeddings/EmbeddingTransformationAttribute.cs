using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Embeddings;

/// <summary>Takes what Import-Clixml, ConvertFrom-Json or a job has made of embeddings for embeddings again.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class EmbeddingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        return value switch
        {
            null or string or Embedding or Embedding[] => value,
            _ when LinesTransformationAttribute.TryJoin(value, out string? text) => text,
            IEnumerable list and not IDictionary => RestoreAll(list),
            _ => Restore(inputData),
        };
    }

    // PowerShell would convert the items one by one.
    private static object?[] RestoreAll(IEnumerable list)
    {
        object?[] items = [.. list.Cast<object?>().Select(Restore)];
        return Array.TrueForAll(items, static item => item is Embedding) ? Array.ConvertAll(items, static item => (Embedding)item!) : items;
    }

    private static object? Restore(object? item)
    {
        if (item is null || item.Unwrap() is string or Embedding)
            return item.Unwrap();
        PSObject saved = PSObject.AsPSObject(item);
        if (!TryGet(saved, nameof(Embedding.Vector), out float[]? vector))
            return item;
        return new Embedding
        {
            Vector = vector,
            Text = TryGet(saved, nameof(Embedding.Text), out string? text) ? text : "",
            Model = TryGet(saved, nameof(Embedding.Model), out string? model) ? model : null,
            Tokens = TryGet(saved, nameof(Embedding.Tokens), out int tokens) ? tokens : 0,
            Source = TryGet(saved, nameof(Embedding.Source), out object? source) ? source : null,
        };
    }

    private static bool TryGet<T>(PSObject saved, string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
    {
        value = default;
        return saved.Properties[name]?.Value is { } found && LanguagePrimitives.TryConvertTo(found, out value) && value is not null;
    }
}
