using System.Diagnostics;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Serialization;

/// <summary>
/// Reads properties that are computed. A script that computes for seconds is stopped; a method of .NET cannot be, but the same property
/// is not asked again, and of an object that has taken long the rest of what is computed is left out.
/// </summary>
internal sealed class PropertyReader
{
    private static readonly TimeSpan PropertyLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ObjectLimit = TimeSpan.FromSeconds(5);

    private readonly HashSet<(string Type, string Property)> _slow = [];
    private readonly Stopwatch _object = new();

    /// <summary>Begins the time of an object of the pipeline.</summary>
    public void Begin() => _object.Reset();

    /// <summary>The value of a property, or the mark that stands for it.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="property">One of its properties.</param>
    /// <param name="isReadable">False where the result is a mark.</param>
    public object? Read(PSObject owner, PSPropertyInfo property, out bool isReadable)
    {
        isReadable = true;
        if (property is PSNoteProperty)
            return property.Value;
        if (property is PSAliasProperty alias && owner.Properties[alias.ReferencedMemberName] is { } target and not PSAliasProperty)
            return Read(owner, target, out isReadable);
        isReadable = false;
        if (!property.IsGettable)
            return null;
        _object.Start();
        var key = (owner.BaseObject.GetType().FullName ?? "", property.Name);
        if (_object.Elapsed > ObjectLimit || _slow.Contains(key))
            return Mark.Slow;
        long begin = Stopwatch.GetTimestamp();
        try
        {
            if (!TryRead(property, out object? value))
                return Mark.Slow;
            isReadable = true;
            return value;
        }
        catch (Exception e) when (IsFaultOfObject(e))
        {
            // A getter that throws shows as an exception of PowerShell around it.
            return Mark.Error(e is GetValueException { InnerException: { } cause } ? cause : e);
        }
        finally
        {
            if (Stopwatch.GetElapsedTime(begin) > PropertyLimit)
                _slow.Add(key);
        }
    }

    /// <summary>Whether an exception says something about the object, not about the pipeline or the process.</summary>
    public static bool IsFaultOfObject(Exception e)
        => e is not (GigaChatException or PipelineStoppedException or OutOfMemoryException or FlowControlException);

    private static bool TryRead(PSPropertyInfo property, out object? value)
    {
        if (property is PSScriptProperty)
            return NestedPipeline.TryRun(() => property.Value, PropertyLimit, out value);
        value = property.Value;
        return true;
    }
}
