using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GigaChat.Commands.Functions;

/// <summary>
/// Dates and times of ISO 8601, the one form that reads the same everywhere: of "03.02.2026" PowerShell makes the second of March.
/// </summary>
internal static class IsoTime
{
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    private static readonly string[] Dates =
        ["yyyy-MM-dd", .. Times.SelectMany(static time => new[] { $"yyyy-MM-dd'T'{time}K", $"yyyy-MM-dd' '{time}K" })];

    /// <summary>Whether values of a type are dates or times.</summary>
    public static bool IsTime(Type type)
        => type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly);

    /// <summary>Reads a date or time.</summary>
    /// <param name="type">One of the types of <see cref="IsTime"/>.</param>
    /// <param name="text">What came.</param>
    /// <param name="value">An object of this type. A date-time without an offset is one of no zone, or for
    /// <see cref="DateTimeOffset"/> of UTC.</param>
    public static bool TryParse(Type type, string text, [NotNullWhen(true)] out object? value)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        value = null;
        if (type == typeof(DateTime) && DateTime.TryParseExact(text, Dates, culture, DateTimeStyles.RoundtripKind, out DateTime time))
            value = time;
        else if (type == typeof(DateTimeOffset)
            && DateTimeOffset.TryParseExact(text, Dates, culture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
            value = moment;
        else if (type == typeof(DateOnly) && DateOnly.TryParseExact(text, Dates[0], culture, DateTimeStyles.None, out DateOnly date))
            value = date;
        else if (type == typeof(TimeOnly) && TimeOnly.TryParseExact(text, Times, culture, DateTimeStyles.None, out TimeOnly clock))
            value = clock;
        return value is not null;
    }

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public static string ToText(IFormattable time)
        => time.ToString(time is DateTime or DateTimeOffset ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK" : "O", CultureInfo.InvariantCulture);
}
