using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>What is piped beside a prompt: gathered into one text.</summary>
internal sealed class PromptContext
{
    private readonly StringBuilder _text = new();

    /// <summary>Nothing came.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Nothing came but white space.</summary>
    public bool IsBlank { get; private set; } = true;

    /// <summary>Everything that came was text, so it can be a prompt by itself.</summary>
    public bool IsPlainText { get; private set; } = true;

    /// <summary>Takes one more item, on lines of its own.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>, before memory grows.</exception>
    public void Add(string text, bool isText)
    {
        TextLimit.ThrowIfExceeded((long)_text.Length + text.Length, CmdletMessages.MaterialTooLarge);
        if (!IsEmpty)
            _text.Append('\n');
        _text.Append(text);
        IsEmpty = false;
        IsBlank = IsBlank && string.IsNullOrWhiteSpace(text);
        IsPlainText &= isText;
    }

    public override string ToString() => _text.ToString();

    /// <summary>The prompt, an empty line, the material.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>, before they are copied together.</exception>
    public static string Join(string? prompt, string material)
    {
        TextLimit.ThrowIfExceeded((long)(prompt?.Length ?? 0) + material.Length);
        return string.IsNullOrEmpty(prompt) ? material : $"{prompt}\n\n{material}";
    }
}
