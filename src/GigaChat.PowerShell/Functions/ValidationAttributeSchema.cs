using System.ComponentModel;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Functions;

/// <summary>The attributes that PowerShell checks values with, as rules of a JSON Schema.</summary>
internal static class ValidationAttributeSchema
{
    /// <summary>Rules for a value, or for each item of an array.</summary>
    public static SchemaNode OnValue(SchemaNode node, IEnumerable<Attribute> attributes)
    {
        foreach (Attribute attribute in attributes)
        {
            node = attribute switch
            {
                ValidateSetAttribute set when node.Type is null or "string" => node with { Values = [.. set.ValidValues] },
                ValidateRangeAttribute range => InRange(node, range),
                ValidatePatternAttribute pattern => node with { Pattern = pattern.RegexPattern },
                ValidateLengthAttribute length => node with { MinLength = length.MinLength, MaxLength = length.MaxLength },
                DescriptionAttribute { Description.Length: > 0 } description => node with { Description = description.Description },
                _ => node,
            };
        }
        return node;
    }

    /// <summary>Rules for an array as a whole.</summary>
    public static SchemaNode OnArray(SchemaNode node, IEnumerable<Attribute> attributes)
    {
        foreach (Attribute attribute in attributes)
        {
            node = attribute switch
            {
                ValidateCountAttribute count => node with { MinItems = count.MinLength, MaxItems = count.MaxLength },
                DescriptionAttribute { Description.Length: > 0 } description => node with { Description = description.Description },
                _ => node,
            };
        }
        return node;
    }

    // JSON Schema has bounds for numbers only; ranges of dates and of other types are left out.
    private static SchemaNode InRange(SchemaNode node, ValidateRangeAttribute range) => PowerShellInternals.GetRangeKind(range) switch
    {
        "Positive" => node with { ExclusiveMinimum = 0, Minimum = null },
        "NonNegative" => node with { Minimum = 0 },
        "Negative" => node with { ExclusiveMaximum = 0 },
        "NonPositive" => node with { Maximum = 0 },
        _ => node with { Minimum = Number(range.MinRange) ?? node.Minimum, Maximum = Number(range.MaxRange) ?? node.Maximum },
    };

    private static IConvertible? Number(object? value)
        => value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal
            ? (IConvertible)value
            : null;
}
