using System.Globalization;
using GigaChat.Core;

namespace GigaChat.Commands.Serialization;

/// <summary>What stands in the place of a value that is not written. In English, as a model reads it best.</summary>
internal static class Mark
{
    /// <summary>Where a text was cut.</summary>
    public static string Cut(long left) => Localized.Format("… (cut, {0:D|more character|more characters})", left);

    /// <summary>In the place of the rest of a list or an object.</summary>
    public static string CutItems(int left) => left > 0
        ? string.Create(CultureInfo.InvariantCulture, $"… (cut, {left} more)")
        : "… (cut)";

    /// <summary>A property that cannot be read.</summary>
    public static string Error(Exception error) => $"(error: {ErrorText.Brief(error)})";

    /// <summary>A property that takes too long.</summary>
    public const string Slow = "(not read: too slow)";

    /// <summary>An object within itself.</summary>
    public const string Circle = "(circular reference)";

    /// <summary>Bytes that are no text.</summary>
    public static string Bytes(int length) => Localized.Format("({0:D|byte|bytes})", length);
}
