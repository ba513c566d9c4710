using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;

namespace GigaChat.Commands.Functions;

/// <summary>The value of a structured answer as PowerShell's own objects, or as objects of a class.</summary>
internal static class StructuredOutputConverter
{
    /// <summary>Converts plain values, as PowerShell converts them.</summary>
    public static object? To(Type type, object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || type == typeof(object) || type == typeof(PSObject))
            return ToCustomObject(value);
        if (value is IDictionary members)
        {
            if (TypeSchema.PropertiesOf(type) is { } properties)
                return Fill(type, properties, members);
            if (typeof(IDictionary).IsAssignableFrom(type))
                return ToDictionary(type, members);
        }
        if (value is object?[] items && TypeSchema.ItemOf(type) is { } itemType)
        {
            Array array = Array.CreateInstance(itemType, items.Length);
            for (int i = 0; i < items.Length; i++)
                array.SetValue(To(itemType, items[i]), i);
            value = array;
        }
        if (IsDate(type))
            CheckDate(type, value);
        return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
    }

    private static bool IsDate(Type type)
        => type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly);

    // PowerShell takes 03.02.2026 for the second of March, and a number for ticks.
    private static void CheckDate(Type type, object value)
    {
        string format = type == typeof(TimeOnly) ? "time" : type == typeof(DateOnly) ? "date" : "date-time";
        if (value is not string text || !TextFormats.IsMet(format, text))
            throw new FormatException(Localized.Format(FunctionCmdletMessages.DateNotIso, VisibleText.OneLine(value.ToString(), 60)));
    }

    private static object? ToCustomObject(object? value)
    {
        switch (value)
        {
            case IDictionary members:
                var item = new PSObject();
                foreach (DictionaryEntry member in members)
                    item.Properties.Add(new PSNoteProperty((string)member.Key, ToCustomObject(member.Value)));
                return item;
            case object?[] items:
                return Array.ConvertAll(items, ToCustomObject);
            default:
                return value;
        }
    }

    // Through PowerShell's own property, so that what a class demands of its values is heard.
    private static object Fill(Type type, IReadOnlyList<PropertyInfo> properties, IDictionary members)
    {
        object instance = Activator.CreateInstance(type)!;
        var adapted = PSObject.AsPSObject(instance);
        foreach (PropertyInfo property in properties)
        {
            if (members[property.Name] is { } value)
                adapted.Properties[property.Name].Value = To(property.PropertyType, value);
        }
        return instance;
    }

    private static object ToDictionary(Type type, IDictionary members)
    {
        Type valueType = type.IsGenericType ? type.GetGenericArguments()[^1] : typeof(object);
        IDictionary dictionary = type.IsInterface || type.IsAbstract
            ? new Hashtable(StringComparer.OrdinalIgnoreCase)
            : (IDictionary)Activator.CreateInstance(type)!;
        foreach (DictionaryEntry member in members)
            dictionary[member.Key] = To(valueType, member.Value);
        return dictionary;
    }
}
