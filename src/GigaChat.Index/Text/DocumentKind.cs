namespace GigaChat.Index.Text;

/// <summary>How the text of a document is read.</summary>
internal enum DocumentKind
{
    /// <summary>Text and source code: paragraphs and lines.</summary>
    Text,

    /// <summary>Markdown: sections by its headings.</summary>
    Markdown,

    /// <summary>HTML: its text, with sections by its headings.</summary>
    Html,
}
