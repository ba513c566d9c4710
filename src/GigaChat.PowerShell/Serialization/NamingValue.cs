using System.Globalization;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Serialization;

/// <summary>The text of a value that names something.</summary>
internal static class NamingValue
{
    /// <summary>A text, an address, a GUID or a whole number; null for anything else.</summary>
    public static string? ToText(object? value) => value.Unwrap() switch
    {
        string text => text,
        Uri address => address.OriginalString,
        Guid or int or long or uint or ulong or short => Convert.ToString(value.Unwrap(), CultureInfo.InvariantCulture),
        _ => null,
    };
}
