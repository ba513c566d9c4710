using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Batches;

/// <summary>Takes the id of a batch, or a batch that was saved with Export-Clixml or as JSON, for a batch.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class BatchTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        return value is IEnumerable list and not (string or IDictionary)
            ? list.Cast<object?>().Select(Restore).ToArray()
            : Restore(inputData);
    }

    private static object? Restore(object? item)
    {
        object? value = item.Unwrap();
        if (value is string id)
            return string.IsNullOrWhiteSpace(id) ? item : new GigaChatBatch { Id = id.Trim() };
        if (value is null or GigaChatBatch || Read<string>(PSObject.AsPSObject(item!), nameof(GigaChatBatch.Id)) is not { } savedId)
            return value;
        PSObject saved = PSObject.AsPSObject(item!);
        return new GigaChatBatch
        {
            Id = savedId,
            SystemPrompt = Read<string>(saved, nameof(GigaChatBatch.SystemPrompt)),
            Schema = Read<string>(saved, nameof(GigaChatBatch.Schema)),
            IgnoresPatternCase = Read<object>(saved, nameof(GigaChatBatch.IgnoresPatternCase)) is true,
            Inputs = Read<object[]>(saved, nameof(GigaChatBatch.Inputs)) is { } inputs
                ? [.. inputs.Select(RestoreInput).OfType<BatchInput>()]
                : null,
        };
    }

    private static BatchInput? RestoreInput(object input)
    {
        PSObject saved = PSObject.AsPSObject(input);
        return saved.BaseObject as BatchInput
            ?? (Read<string>(saved, nameof(BatchInput.Id)) is { } id
                ? new BatchInput(id, Read<string>(saved, nameof(BatchInput.Text)) ?? "", Read<object>(saved, nameof(BatchInput.Source)))
                : null);
    }

    private static T? Read<T>(PSObject saved, string name)
        where T : class
        => saved.Properties[name]?.Value is { } found && LanguagePrimitives.TryConvertTo(found, out T? value) ? value : null;
}
