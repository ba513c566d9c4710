using System.Collections;
using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Takes several lines, as Get-Content reads a file, for the text that they are.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class LinesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => TryJoin(inputData.Unwrap(), out string? text) ? text : inputData;

    /// <summary>Joins lines.</summary>
    /// <param name="value">A list of texts, or anything else.</param>
    /// <param name="text">The text.</param>
    /// <returns>False for what is no list of texts.</returns>
    public static bool TryJoin(object? value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = null;
        if (value is not IList { Count: > 0 } list)
            return false;
        var lines = new List<string>(list.Count);
        foreach (object? item in list)
        {
            if (item.Unwrap() is not string line)
                return false;
            lines.Add(line);
        }
        text = string.Join('\n', lines);
        return true;
    }
}
