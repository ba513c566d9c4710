namespace GigaChat;

/// <summary>A page that an answer is based on; the text names it by its number, as <c>[1]</c>.</summary>
/// <param name="Number">The number in the text, from 1.</param>
/// <param name="Title">The title of the page, as the service gives it.</param>
/// <param name="Uri">The address, as the service gives it; not checked.</param>
public sealed record ChatSource(int Number, string Title, string Uri)
{
    /// <summary>The source on one line.</summary>
    /// <returns>For example <c>[1] Title: https://example.com/</c>.</returns>
    public override string ToString() => $"[{Number}] {Core.VisibleText.OneLine(Title)}: {Core.VisibleText.OneLine(Uri)}";
}
