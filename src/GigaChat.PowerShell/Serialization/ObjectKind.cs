using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Serialization;

/// <summary>Which rule an object falls under.</summary>
internal static class ObjectKind
{
    /// <summary>Before the type name of an object that came out of a job, from another machine or from a file.</summary>
    public const string DeserializedPrefix = "Deserialized.";

    /// <summary>Custom objects: their properties are data, whatever they are called.</summary>
    public static bool IsPlain(object item, object value)
        => value is PSCustomObject ? !IsDeserializedSystemObject(item) : value.GetType().Assembly.IsDynamic || value is IEnumerable;

    /// <summary>Whether an object came out of a job, from another machine or from a file.</summary>
    public static bool IsDeserialized(object item)
        => NamesOf(item) is [{ } name, ..] && name.StartsWith(DeserializedPrefix, StringComparison.Ordinal);

    /// <summary>What was a .NET object elsewhere, and has its properties but not its class here.</summary>
    public static bool IsDeserializedSystemObject(object item)
        => IsDeserialized(item) && NamesOf(item)[0] is { } name
            && !name.EndsWith("." + nameof(PSCustomObject), StringComparison.Ordinal) && name != DeserializedPrefix + "System.Object"
            && !name.StartsWith(DeserializedPrefix + "Selected.", StringComparison.Ordinal);

    /// <summary>The names of the types of an object, also of one that was serialized.</summary>
    public static IEnumerable<string> TypeNamesOf(object item)
        => NamesOf(item).Select(static name
            => name.StartsWith(DeserializedPrefix, StringComparison.Ordinal) ? name[DeserializedPrefix.Length..] : name);

    /// <summary>Whether an object, live or serialized, is of a type or of one derived from it.</summary>
    public static bool Is(object item, string typeName) => TypeNamesOf(item).Contains(typeName);

    /// <summary>-Property means the properties of these objects; text and what stands for text has none to choose.</summary>
    public static bool HasChoosableProperties(object value)
        => value is not (string or char or byte[] or StringBuilder or Uri or ChatReply or ChatChunk or ScriptBlock or DBNull or Enum)
            && !value.GetType().IsPrimitive
            && value is not (decimal or DateTime or DateTimeOffset or TimeSpan or Guid)
            && (value is not IEnumerable || value is IDictionary);

    /// <summary>The row behind a row or a view of it.</summary>
    public static DataRow? RowOf(object value) => value as DataRow ?? (value as DataRowView)?.Row;

    /// <summary>Whether a property of a PowerShell class is declared <c>hidden</c>.</summary>
    public static bool IsHidden(object value, string property)
        => value.GetType() is { Assembly.IsDynamic: true } type
            && type.GetProperty(property)?.IsDefined(typeof(HiddenAttribute), inherit: true) == true;

    /// <summary>
    /// What providers, jobs and remoting add to objects: where they came from, which is no property of theirs. Data may have columns of
    /// these names, which are told apart by their values: a provider is an object, the id of a runspace a GUID.
    /// </summary>
    /// <param name="item">The object.</param>
    /// <param name="property">The name of one of its properties.</param>
    public static bool IsOrigin(PSObject item, string property) => property switch
    {
        "PSPath" or "PSParentPath" or "PSChildName" or "PSDrive" or "PSProvider" or "PSIsContainer"
            => !IsData(item) || item.Properties["PSProvider"]?.Value is not (null or string),
        "PSComputerName" or "PSShowComputerName" or "PSSourceJobInstanceId"
            => !IsData(item) || item.Properties["RunspaceId"]?.Value is Guid,
        "RunspaceId" => item.Properties[property].Value is Guid,
        _ => false,
    };

    private static IReadOnlyList<string> NamesOf(object item) => PowerShellInternals.TypeNamesOf(PSObject.AsPSObject(item));

    private static bool IsData(PSObject item) => item.BaseObject is PSCustomObject || item.BaseObject.GetType().Assembly.IsDynamic;
}
