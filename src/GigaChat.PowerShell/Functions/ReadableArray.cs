using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;

namespace GigaChat.Commands.Functions;

/// <summary>
/// Arrays that can be read in tables of text: Export-Csv, ConvertTo-Html and Group-Object take the ToString of a value, which of an array
/// of .NET is <c>System.Object[]</c>. With a ToString of its own it is its items. Operators, loops, views and JSON see the array as ever.
/// </summary>
internal static class ReadableArray
{
    private static readonly MethodInfo TextMethod = typeof(ReadableArray).GetMethod(nameof(ToText))!;

    /// <summary>Gives an array its text. PowerShell keeps that with the array itself, so it is to be one that nobody else holds.</summary>
    public static PSObject Wrap(Array items)
    {
        var wrapped = new PSObject(items);
        wrapped.Methods.Add(new PSCodeMethod(nameof(ToString), TextMethod));
        return wrapped;
    }

    /// <summary>Texts and numbers side by side; where objects are among the items, all as JSON.</summary>
    /// <param name="array">The array.</param>
    public static string ToText(PSObject array)
    {
        object?[] items = [.. ((Array)array.BaseObject).Cast<object?>()];
        return Array.TrueForAll(items, static item => item.Unwrap() is null or string or ValueType)
            ? string.Join(", ", items.Select(static item => Convert.ToString(item.Unwrap(), CultureInfo.InvariantCulture)))
            : new ObjectSerializer(new SerializationOptions()).ToJson([items]);
    }
}
