using System.Globalization;

namespace GigaChat.Core;

/// <summary>Fills a text from the resources.</summary>
internal static class Localized
{
    /// <summary>The text with its places filled, numbers and dates as the user's culture writes them.</summary>
    public static string Format(string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);
}
