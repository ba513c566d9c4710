using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json.Nodes;

namespace GigaChat.Commands.Functions;

/// <summary>
/// The model's arguments of one call, cut down to what was described: PowerShell would set any property of a class that a
/// dictionary names.
/// </summary>
internal sealed class FunctionArguments
{
    private readonly List<string> _ignored = [];

    private FunctionArguments()
    {
    }

    /// <summary>The values by the names of the parameters.</summary>
    public OrderedDictionary Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The places of what was left out: <c>More.Path</c>.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    /// <summary>Reads the arguments of a call.</summary>
    /// <param name="function">The function, with its command.</param>
    /// <param name="call">The call of the model.</param>
    /// <exception cref="FormatException">Arguments that the command cannot be called with; the text is for the model.</exception>
    public static FunctionArguments Read(GigaChatFunction function, FunctionCall call)
    {
        var implementation = (FunctionImplementation)function.Implementation!;
        var arguments = new FunctionArguments();
        string[] described = ReadNames(function.Parameters);
        foreach (DictionaryEntry argument in call.Arguments)
        {
            string given = (string)argument.Key;
            string name = described.FirstOrDefault(known => known.Equals(given, StringComparison.OrdinalIgnoreCase))
                ?? throw new FormatException($"The function '{function.Name}' has no parameter '{given}'.");
            // Models send null for an omitted parameter; PowerShell would convert it to an empty string or zero.
            if (argument.Value is not null)
                arguments.Values[name] = arguments.Restrict(implementation.ParameterTypes[name], argument.Value, name);
        }
        if (implementation.FindMissing([.. arguments.Values.Keys.Cast<string>()]) is { Count: > 0 } missing)
            throw new FormatException($"The function '{function.Name}' needs '{string.Join("', '", missing)}'.");
        return arguments;
    }

    /// <summary>A result that names the arguments which were left out, so that the model does not build on them.</summary>
    /// <param name="result">A result or error, as the text of a JSON object.</param>
    /// <returns>The same with <c>ignored_arguments</c>, where there are any.</returns>
    public string MarkIgnored(string result)
    {
        if (_ignored.Count == 0)
            return result;
        JsonObject marked = JsonNode.Parse(result)!.AsObject();
        marked["ignored_arguments"] = new JsonArray([.. _ignored.Select(static place => JsonValue.Create(place))]);
        return FunctionResult.FromJson(marked.ToJsonString());
    }

    // A command may have more parameters than JSON can describe.
    private static string[] ReadNames(string? schema)
        => schema is null ? [] : [.. JsonNode.Parse(schema)!["properties"]!.AsObject().Select(static property => property.Key)];

    private object? Restrict(Type type, object? value, string place)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
            return null;
        if (IsoTime.IsTime(type))
            return ReadTime(type, value, place);
        if (TypeSchema.ItemOf(type) is { } itemType)
        {
            return value is object?[] items
                ? items.Select((item, index) => Restrict(itemType, item, $"{place}[{index}]")).ToArray()
                : Restrict(itemType, value, place);
        }
        if (value is not IDictionary members)
            return value;
        if (typeof(IDictionary).IsAssignableFrom(type))
            return RestrictValues(type.IsGenericType ? type.GetGenericArguments()[^1] : typeof(object), members, place);
        if (type == typeof(object) || type == typeof(PSObject))
            return members;
        return TypeSchema.PropertiesOf(type) is { } properties
            ? RestrictMembers(properties, members, place)
            : throw new FormatException($"'{place}' takes no JSON object.");
    }

    private OrderedDictionary RestrictMembers(IReadOnlyList<PropertyInfo> properties, IDictionary members, string place)
    {
        var known = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry member in members)
        {
            string name = (string)member.Key;
            PropertyInfo? property = properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                _ignored.Add($"{place}.{name}");
            else if (member.Value is not null)
                known[property.Name] = Restrict(property.PropertyType, member.Value, $"{place}.{property.Name}");
        }
        return known;
    }

    private OrderedDictionary RestrictValues(Type type, IDictionary members, string place)
    {
        var values = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry member in members)
            values[member.Key] = Restrict(type, member.Value, $"{place}.{member.Key}");
        return values;
    }

    private static object ReadTime(Type type, object value, string place)
        => value is string text && IsoTime.TryParse(type, text, out object? time)
            ? time
            : throw new FormatException(
                $"'{place}' is '{LanguagePrimitives.ConvertTo<string>(value)}', which is no date or time of ISO 8601 "
                + "(2026-02-03, 2026-02-03T10:00:00, 10:00:00).");
}
