namespace GigaChat.Index.Text;

/// <summary>A line of a document.</summary>
/// <param name="Number">Its number in the document, counted from 1.</param>
/// <param name="Text">Its text, without the line end.</param>
/// <param name="IsHeading">A section begins with it.</param>
internal readonly record struct SourceLine(int Number, string Text, bool IsHeading = false)
{
    /// <summary>Nothing is on it; it separates paragraphs.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
