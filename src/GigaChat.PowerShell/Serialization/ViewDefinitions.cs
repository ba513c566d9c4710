using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Serialization;

/// <summary>The properties that the session's view of an object shows, in a table or a list.</summary>
internal static class ViewDefinitions
{
    // In the assembly of the cmdlets of Microsoft.PowerShell.Utility, which modules are not compiled against. The module itself need not
    // be in the session.
    private static readonly Type? GetFormatData
        = Type.GetType("Microsoft.PowerShell.Commands.GetFormatDataCommand, Microsoft.PowerShell.Commands.Utility");

    /// <summary>The properties of the first table or list that fits; none where there is no such view.</summary>
    /// <param name="typeNames">The types of the object, the nearest first.</param>
    public static IReadOnlyList<ShownProperty> Find(IReadOnlyList<string> typeNames)
    {
        string[] patterns = [.. typeNames.Select(WildcardPattern.Escape)];
        IEnumerable<ExtendedTypeDefinition> definitions = NestedPipeline.Run("Get-FormatData", GetFormatData, ("TypeName", patterns))
            .Select(static found => found.BaseObject).OfType<ExtendedTypeDefinition>()
            .OrderBy(definition => Distance(definition, typeNames));
        return definitions.SelectMany(static definition => definition.FormatViewDefinition)
            .Select(view => PropertiesOf(view.Control, typeNames)).FirstOrDefault(static found => found.Count > 0) ?? [];
    }

    private static int Distance(ExtendedTypeDefinition definition, IReadOnlyList<string> typeNames)
    {
        for (int i = 0; i < typeNames.Count; i++)
        {
            if (definition.TypeNames.Contains(typeNames[i], StringComparer.OrdinalIgnoreCase))
                return i;
        }
        return typeNames.Count;
    }

    private static List<ShownProperty> PropertiesOf(PSControl control, IReadOnlyList<string> typeNames)
    {
        IEnumerable<DisplayEntry> entries = control switch
        {
            TableControl table => (table.Rows.Find(row => Selects(row.SelectedBy, typeNames)) ?? table.Rows.FirstOrDefault())
                ?.Columns.Select(static column => column.DisplayEntry) ?? [],
            ListControl list => (list.Entries.Find(entry => Selects(entry.EntrySelectedBy, typeNames)) ?? list.Entries.FirstOrDefault())
                ?.Items.Select(static item => item.DisplayEntry) ?? [],
            _ => [],
        };
        List<ShownProperty> shown = [];
        foreach (ShownProperty property in entries.Concat(GroupOf(control)).SelectMany(PropertiesOf))
        {
            int known = shown.FindIndex(other => other.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase));
            if (known < 0)
                shown.Add(property);
            else if (property.IsWhole)
                shown[known] = property;
        }
        return shown;
    }

    private static IEnumerable<DisplayEntry> GroupOf(PSControl control) => control.GroupBy?.Expression is { } group ? [group] : [];

    private static IEnumerable<ShownProperty> PropertiesOf(DisplayEntry entry) => entry.ValueType == DisplayEntryValueType.Property
        ? [new ShownProperty(entry.Value, IsWhole: true)]
        : ColumnScript.FindProperties(entry.Value);

    private static bool Selects(EntrySelectedBy? selection, IReadOnlyList<string> typeNames)
        => selection?.TypeNames?.Any(name => typeNames.Contains(name, StringComparer.OrdinalIgnoreCase)) == true;
}
