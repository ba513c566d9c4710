using System.Globalization;

namespace GigaChat.Core;

/// <summary>
/// Numbers with the noun that they count: <c>{0:N0|token|tokens}</c> is "1 token" and "2 tokens", and with three forms, as Russian has
/// them, <c>{0:N0|токен|токена|токенов}</c> is "1 токен", "2 токена", "5 токенов". How many forms a text gives says which language's rule
/// counts, so a text that is shown in another culture, or in English for want of a translation, is right too.
/// </summary>
internal sealed class CountFormat : IFormatProvider, ICustomFormatter
{
    private const char Separator = '|';
    private const int TwoForms = 3;

    private CountFormat()
    {
    }

    public static CountFormat Instance { get; } = new();

    /// <inheritdoc/>
    public object? GetFormat(Type? formatType)
        => formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType);

    /// <inheritdoc/>
    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format is null || !format.Contains(Separator, StringComparison.Ordinal))
            return ToText(arg, format);
        string[] parts = format.Split(Separator);
        return $"{ToText(arg, parts[0])} {parts[FormOf(arg, parts.Length)]}";
    }

    private static string ToText(object? value, string? format)
        => value is IFormattable formattable ? formattable.ToString(format, CultureInfo.CurrentCulture) : value?.ToString() ?? "";

    private static int FormOf(object? value, int parts)
    {
        // A number that the service wrote into a text may be too large for any type.
        if (!decimal.TryParse(ToText(value, null), CultureInfo.CurrentCulture, out decimal count))
            return parts - 1;
        count = Math.Abs(count);
        if (parts == TwoForms)
            return count == 1 ? 1 : 2;
        // A part of one is counted as a few: 1,5 токена.
        if (count != decimal.Truncate(count))
            return 2;
        return ((int)(count % 10), (int)(count % 100)) switch
        {
            (1, not 11) => 1,
            (>= 2 and <= 4, not (>= 12 and <= 14)) => 2,
            _ => 3,
        };
    }
}
