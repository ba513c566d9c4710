namespace GigaChat.Commands.Markdown;

/// <summary>How a piece of text looks.</summary>
[Flags]
internal enum TextStyles : byte
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Underline = 4,
    Strikethrough = 8,
    Code = 16,
    Heading = 32,

    /// <summary>What is not text itself: rules, frames, the language of code.</summary>
    Faint = 64,
}
