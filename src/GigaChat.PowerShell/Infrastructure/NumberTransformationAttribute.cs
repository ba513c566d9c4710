using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Takes a number with a decimal comma for what it means. PowerShell takes the comma in a text for a separator of thousands, so that
/// '0,7' would be 7, and outside of quotes for a list.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        return value switch
        {
            string text => Parse(text),
            IList { Count: 2 } pair when IsDigits(pair[0]) && IsDigits(pair[1]) => throw new ArgumentTransformationMetadataException(
                Localized.Format(CmdletMessages.NumberIsList, $"{pair[0]},{pair[1]}", $"{pair[0]}.{pair[1]}")),
            _ => value,
        };
    }

    private static double Parse(string text)
    {
        string number = text.Trim();
        // Digits before and behind a single comma; of "1,000.5" and "1,2,3" nothing is certain.
        if (number.Count(static c => c == ',') == 1 && !number.Contains('.', StringComparison.Ordinal))
            number = number.Replace(',', '.');
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(number, Style, CultureInfo.InvariantCulture, out double parsed)
            ? parsed
            : throw new ArgumentTransformationMetadataException(Localized.Format(CmdletMessages.NumberUnreadable, text));
    }

    private static bool IsDigits(object? value) => value.Unwrap() is int;
}
