using System.Globalization;

namespace GigaChat.Core;

/// <summary>Times in messages: in UTC and in one form, whatever the culture.</summary>
internal static class UtcText
{
    /// <summary>For example <c>2026-07-01 09:30</c>.</summary>
    public static string Minute(DateTimeOffset moment) => Minute(moment.UtcDateTime);

    /// <inheritdoc cref="Minute(DateTimeOffset)"/>
    public static string Minute(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For example <c>2026-07-01</c>.</summary>
    public static string Day(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
