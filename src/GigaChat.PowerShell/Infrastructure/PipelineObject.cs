using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Objects as the pipeline hands them over.</summary>
internal static class PipelineObject
{
    /// <summary>The object itself, where PowerShell has wrapped it.</summary>
    [return: NotNullIfNotNull(nameof(item))]
    public static object? Unwrap(this object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
