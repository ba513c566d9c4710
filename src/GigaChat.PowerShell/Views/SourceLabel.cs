using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands.Views;

/// <summary>The line over an answer that says what it answers: a file, or an item of the pipeline.</summary>
internal static class SourceLabel
{
    private const int MaxLength = 200;
    private static readonly string[] NameProperties = ["FileName", "FullName", "DisplayName", "Name", "Title", "Id"];

    /// <summary>The name of the source; null for an answer to a prompt alone, which stands right above it.</summary>
    /// <param name="source">The source of the reply.</param>
    /// <param name="prompt">The prompt that was sent, where it is known.</param>
    /// <param name="folder">The current folder: paths below it are shown from there.</param>
    public static string? Find(object? source, string? prompt, string? folder)
    {
        if (source.Unwrap() is null or "")
            return null;
        string name = source.Unwrap() switch
        {
            string text => text,
            IndexHit hit => $"{hit.Source}:{hit.Line}",
            _ => NameOf(PSObject.AsPSObject(source!)),
        };
        if (source.Unwrap() is string && !IsPath(name) && (prompt is null || prompt == name))
            return null;
        if (folder is { Length: > 0 } && IsPath(name) && Path.GetRelativePath(folder, name) is { } relative
            && !relative.StartsWith("..", StringComparison.Ordinal))
            name = relative;
        return VisibleText.OneLine(name, MaxLength);
    }

    /// <summary>The end of a text that is too long for its place: of paths it says most.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The cells of its place.</param>
    public static string End(string text, int width)
    {
        if (width <= 0 || DisplayCells.Of(text) <= width)
            return text;
        int cells = 1;
        int start = text.Length;
        while (start > 0)
        {
            _ = Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out Rune rune, out int length);
            cells += DisplayCells.Of(rune);
            if (cells > width)
                break;
            start -= length;
        }
        return "…" + text[start..];
    }

    private static bool IsPath(string text) => text.Length < 4096 && !text.Contains('\n') && Path.IsPathFullyQualified(text);

    private static string NameOf(PSObject item)
    {
        foreach (string name in NameProperties)
        {
            if (item.Properties[name] is { IsGettable: true } property && property.Value?.ToString() is { Length: > 0 } value)
                return value;
        }
        return item.ToString();
    }
}
