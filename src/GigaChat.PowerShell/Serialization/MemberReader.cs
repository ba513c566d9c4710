using System.Collections;
using System.Data;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Serialization;

/// <summary>Which members of an object are written, and their values: properties, entries of a dictionary, columns of a row.</summary>
internal sealed class MemberReader
{
    private readonly ShownProperties _shown = new();

    /// <summary>Reads single properties, within the time that an object has.</summary>
    public PropertyReader Properties { get; } = new();

    /// <summary>All properties.</summary>
    public IEnumerable<(string Name, object? Value)> ReadAll(PSObject item) => Read(item, item.Properties);

    /// <summary>The properties that PowerShell shows; all where it has no view of the object.</summary>
    public IEnumerable<(string Name, object? Value)> ReadShown(PSObject item)
        => _shown.Of(item) is { } shown ? Read(item, shown) : ReadAll(item);

    /// <summary>The members whose names match one of the patterns, in the order of the patterns.</summary>
    public (string Name, object? Value)[] ReadChosen(object item, object value, IReadOnlyList<string> patterns) => value switch
    {
        IDictionary entries => Choose(Entries(entries), patterns),
        _ when ObjectKind.RowOf(value) is { } row => Choose(Columns(row), patterns),
        _ => [.. ChooseProperties(PSObject.AsPSObject(item), patterns)],
    };

    /// <summary>The entries of a dictionary, their keys as PowerShell converts them to text.</summary>
    public static IEnumerable<(string Name, object? Value)> Entries(IDictionary entries)
    {
        IDictionaryEnumerator all = entries.GetEnumerator();
        while (all.MoveNext())
            yield return (LanguagePrimitives.ConvertTo<string>(all.Key), all.Value);
    }

    /// <summary>The columns of a row of a table.</summary>
    public static IEnumerable<(string Name, object? Value)> Columns(DataRow row)
        => row.Table.Columns.Cast<DataColumn>().Select(column => (column.ColumnName, (object?)row[column]));

    private IEnumerable<(string Name, object? Value)> ChooseProperties(PSObject item, IReadOnlyList<string> patterns)
    {
        IEnumerable<PSPropertyInfo> found = patterns.SelectMany(pattern => WildcardPattern.ContainsWildcardCharacters(pattern)
            ? item.Properties.Match(pattern).Where(property => !ObjectKind.IsOrigin(item, property.Name))
            : item.Properties[pattern] is { } named ? [named] : []);
        return Read(item, found.DistinctBy(static property => property.Name, StringComparer.OrdinalIgnoreCase), withOrigin: true);
    }

    private static (string Name, object? Value)[] Choose(IEnumerable<(string Name, object? Value)> members, IReadOnlyList<string> patterns)
    {
        (string Name, object? Value)[] all = [.. members];
        return
        [
            .. patterns.Select(NamePattern.Parse)
                .SelectMany(pattern => all.Where(member => pattern.IsMatch(member.Name))).DistinctBy(static member => member.Name),
        ];
    }

    // What was asked for by its name is meant, wherever it came from.
    private IEnumerable<(string Name, object? Value)> Read(
        PSObject item, IEnumerable<PSPropertyInfo> properties, bool withOrigin = false)
    {
        foreach (PSPropertyInfo property in properties)
        {
            if (property.IsGettable && !ObjectKind.IsHidden(item.BaseObject, property.Name)
                && (withOrigin || !ObjectKind.IsOrigin(item, property.Name)))
            {
                yield return (property.Name, Properties.Read(item, property, out _));
            }
        }
    }

    // What a view computes from a property is written where it is a number or a time; a text may be shown in part for good reason.
    private IEnumerable<(string Name, object? Value)> Read(PSObject item, IEnumerable<ShownProperty> shown)
    {
        foreach (ShownProperty property in shown)
        {
            if (item.Properties[property.Name] is not { } found || ObjectKind.IsOrigin(item, found.Name))
                continue;
            object? value = Properties.Read(item, found, out bool isReadable);
            if (property.IsWhole || !isReadable || IsSimple(value.Unwrap()))
                yield return (found.Name, value);
            else if (property.Member is not null && value is not null && PSObject.AsPSObject(value) is { BaseObject: not string } inner
                && inner.Properties[property.Member] is { } member)
                yield return (found.Name, Properties.Read(inner, member, out _));
        }
    }

    private static bool IsSimple(object? value)
        => value is null or DateTime or DateTimeOffset or TimeSpan or Enum or decimal || value.GetType().IsPrimitive;
}
