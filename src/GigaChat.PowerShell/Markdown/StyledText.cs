using System.Text;

namespace GigaChat.Commands.Markdown;

/// <summary>A line on its way to the screen: characters, and how each of them looks.</summary>
internal sealed class StyledText
{
    private readonly StringBuilder _text = new();
    private readonly List<TextStyles> _styles = [];

    /// <summary>Makes an empty line.</summary>
    /// <param name="isWhole">It is never broken: code, a table.</param>
    public StyledText(bool isWhole = false) => IsWhole = isWhole;

    /// <summary>The line is never broken.</summary>
    public bool IsWhole { get; }

    public int Length => _text.Length;

    /// <summary>The characters alone.</summary>
    public string Text => _text.ToString();

    public StyledText Append(char c, TextStyles style)
    {
        _text.Append(c);
        _styles.Add(style);
        return this;
    }

    public StyledText Append(string text, TextStyles style = TextStyles.None)
    {
        foreach (char c in text)
            Append(c, style);
        return this;
    }

    /// <summary>Appends a part of another line, and adds a style to its own.</summary>
    public StyledText Append(StyledText other, int start, int length, TextStyles added = TextStyles.None)
    {
        for (int i = start; i < start + length; i++)
            Append(other._text[i], other._styles[i] | added);
        return this;
    }

    /// <summary>The line with the terminal's sequences between the characters. It begins and ends without a style.</summary>
    public string ToAnsi(AnsiPalette palette)
    {
        var output = new StringBuilder(_text.Length + 16);
        TextStyles current = TextStyles.None;
        for (int i = 0; i < _text.Length; i++)
        {
            if (_styles[i] != current)
            {
                if (current != TextStyles.None)
                    output.Append(palette.Reset);
                current = _styles[i];
                palette.AppendTo(output, current);
            }
            output.Append(_text[i]);
        }
        return current == TextStyles.None ? output.ToString() : output.Append(palette.Reset).ToString();
    }
}
