using GigaChat.Core;

namespace GigaChat.Commands.Markdown;

/// <summary>Text from outside, as it may be shown: without control characters, its lines ended by <c>\n</c>.</summary>
internal static class ShownText
{
    /// <summary>The text. A carriage return by itself, which would let the rest of a line overwrite its beginning, ends the line.</summary>
    public static string From(string text)
        => VisibleText.Lines(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
