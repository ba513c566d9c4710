using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;

namespace GigaChat.Commands.Functions;

/// <summary>Describes .NET types, and the attributes that PowerShell checks values with, as a JSON Schema.</summary>
internal static class TypeSchema
{
    private const int MaxDepth = 8;

    private static readonly Dictionary<Type, SchemaNode> Known = new()
    {
        [typeof(object)] = new(),
        [typeof(PSObject)] = new(),
        [typeof(string)] = new() { Type = "string" },
        [typeof(char)] = new() { Type = "string", MinLength = 1, MaxLength = 1 },
        [typeof(bool)] = new() { Type = "boolean" },
        [typeof(SwitchParameter)] = new() { Type = "boolean" },
        [typeof(float)] = new() { Type = "number" },
        [typeof(double)] = new() { Type = "number" },
        [typeof(decimal)] = new() { Type = "number" },
        [typeof(byte)] = new() { Type = "integer", Minimum = byte.MinValue, Maximum = byte.MaxValue },
        [typeof(sbyte)] = new() { Type = "integer" },
        [typeof(short)] = new() { Type = "integer" },
        [typeof(ushort)] = new() { Type = "integer", Minimum = ushort.MinValue },
        [typeof(int)] = new() { Type = "integer" },
        [typeof(uint)] = new() { Type = "integer", Minimum = uint.MinValue },
        [typeof(long)] = new() { Type = "integer" },
        [typeof(ulong)] = new() { Type = "integer", Minimum = ulong.MinValue },
        [typeof(System.Numerics.BigInteger)] = new() { Type = "integer" },
        [typeof(DateTime)] = new() { Type = "string", Format = "date-time" },
        [typeof(DateTimeOffset)] = new() { Type = "string", Format = "date-time" },
        [typeof(DateOnly)] = new() { Type = "string", Format = "date" },
        [typeof(TimeOnly)] = new() { Type = "string", Format = "time" },
        [typeof(TimeSpan)] = new() { Type = "string", Description = "d.hh:mm:ss" },
        [typeof(Guid)] = new() { Type = "string", Format = "uuid" },
        [typeof(Uri)] = new() { Type = "string", Format = "uri" },
    };

    // PowerShell converts text to any class with a constructor or a method Parse for it, and some of these do more than keep the
    // text: a StreamWriter makes its file. Making one of these has no effect, and none of them is code or a secret.
    private static readonly HashSet<Type> FromText =
    [
        typeof(Version), typeof(System.Net.IPAddress), typeof(System.Net.IPEndPoint),
        typeof(System.Net.Mail.MailAddress), typeof(System.Net.NetworkInformation.PhysicalAddress), typeof(FileInfo), typeof(DirectoryInfo),
        typeof(FileSystemInfo), typeof(System.Globalization.CultureInfo), typeof(System.Text.Encoding), typeof(TimeZoneInfo),
        typeof(System.Text.RegularExpressions.Regex), typeof(WildcardPattern),
    ];

    /// <summary>The schema of a type, or null where its values cannot come as JSON.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attributes">The attributes of the parameter or property that has it.</param>
    public static SchemaNode? Of(Type type, IEnumerable<Attribute>? attributes = null) => Of(type, attributes ?? [], []);

    /// <summary>
    /// The properties of a class that the caller wrote, without those that are not described; null for other types.
    /// </summary>
    public static IReadOnlyList<PropertyInfo>? PropertiesOf(Type type) => PropertiesOf(type, [type]);

    /// <summary>
    /// The type of the items, for arrays, lists and sets; <c>object</c> where they may be anything; null for all other types.
    /// </summary>
    public static Type? ItemOf(Type type)
    {
        if (type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type) || !typeof(IEnumerable).IsAssignableFrom(type))
            return null;
        if (type.IsArray)
            return type.GetElementType();
        Type? generic = type.GetInterfaces().Append(type)
            .FirstOrDefault(static t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        if (generic is not null)
            return generic.GetGenericArguments()[0];
        bool isList = type == typeof(Array) || type == typeof(IEnumerable) || type == typeof(ICollection)
            || typeof(IList).IsAssignableFrom(type);
        return isList ? typeof(object) : null;
    }

    private static SchemaNode? Of(Type type, IEnumerable<Attribute> attributes, HashSet<Type> outer)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!IsDescribable(type, []))
            return null;
        if (ItemOf(type) is not { } itemType)
            return OfSingle(type, outer) is { } node ? ValidationAttributeSchema.OnValue(node, attributes) : null;
        if (Of(itemType, [], outer) is not { } item)
            return null;
        SchemaNode items = ValidationAttributeSchema.OnValue(item, attributes) with { Description = item.Description };
        return ValidationAttributeSchema.OnArray(new SchemaNode { Type = "array", Items = items }, attributes);
    }

    private static SchemaNode? OfSingle(Type type, HashSet<Type> outer)
    {
        if (Known.TryGetValue(type, out SchemaNode? known))
            return known;
        if (type.IsEnum)
            return new SchemaNode { Type = "string", Values = Enum.GetNames(type) };
        if (typeof(IDictionary).IsAssignableFrom(type))
        {
            SchemaNode? values = type.IsGenericType ? Of(type.GetGenericArguments()[^1], [], outer) : null;
            return new SchemaNode { Type = "object", OtherProperties = values };
        }
        if (PropertiesOf(type) is { } properties)
            return OfClass(type, properties, outer);
        return FromText.Contains(type) ? new SchemaNode { Type = "string" } : null;
    }

    // Only what has no effect beyond the object itself when PowerShell makes it of JSON's values.
    private static bool IsDescribable(Type type, HashSet<Type> outer)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ItemOf(type) is { } itemType)
            return IsCollection(type) && IsDescribable(itemType, outer);
        if (Known.ContainsKey(type) || type.IsEnum || FromText.Contains(type))
            return true;
        if (typeof(IDictionary).IsAssignableFrom(type))
            return IsCollection(type) && type.GetGenericArguments().All(argument => IsDescribable(argument, outer));
        // A class that has itself as a member: its other members decide.
        if (!outer.Add(type))
            return true;
        bool isClass = PropertiesOf(type, outer) is not null;
        outer.Remove(type);
        return isClass;
    }

    private static bool IsCollection(Type type)
        => type.IsArray || type == typeof(Array) || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    private static PropertyInfo[]? PropertiesOf(Type type, HashSet<Type> outer)
    {
        // Classes of .NET have dozens of properties, and few of them are meant to be set.
        if (type.IsPrimitive || type.IsInterface || type.IsAbstract || typeof(IEnumerable).IsAssignableFrom(type)
            || type.Namespace is "System" or "Microsoft" || type.Namespace?.Split('.')[0] is "System" or "Microsoft"
            || (!type.IsValueType && type.GetConstructor(Type.EmptyTypes) is null))
            return null;
        PropertyInfo[] properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
                .Where(property => !property.IsDefined(typeof(HiddenAttribute)) && IsDescribable(property.PropertyType, outer)),
        ];
        return properties.Length > 0 ? properties : null;
    }

    private static SchemaNode OfClass(Type type, IReadOnlyList<PropertyInfo> properties, HashSet<Type> outer)
    {
        if (outer.Count >= MaxDepth || !outer.Add(type))
            return new SchemaNode { Type = "object" };
        var members = new List<SchemaProperty>();
        foreach (PropertyInfo property in properties)
        {
            if (Of(property.PropertyType, property.GetCustomAttributes(), outer) is { } schema)
                members.Add(new SchemaProperty(property.Name, schema, Nullable.GetUnderlyingType(property.PropertyType) is null));
        }
        outer.Remove(type);
        string? description = type.GetCustomAttribute<DescriptionAttribute>()?.Description;
        return new SchemaNode { Type = "object", Description = description, Properties = members };
    }
}
