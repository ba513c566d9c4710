using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Where a text came from, for a column of a table.</summary>
public static class SourceView
{
    /// <summary>The end of a path, which has the name of the file; nothing for a text that is its own source.</summary>
    /// <param name="source">The item or path.</param>
    /// <param name="text">The text that was made of it.</param>
    /// <param name="width">Characters of the column.</param>
    /// <returns>The text.</returns>
    public static string Tail(object? source, string? text, int width)
    {
        if (source.Unwrap() is null || (source.Unwrap() is string same && same == text))
            return "";
        // Of an object the text beside it says what it is; this is its kind.
        string shown = source.Unwrap() is string path ? View.Line(path) : PSObject.AsPSObject(source!).TypeNames[0].Split('.')[^1];
        return shown.Length <= width || width < 2 ? shown : "…" + shown[^(width - 1)..];
    }
}
