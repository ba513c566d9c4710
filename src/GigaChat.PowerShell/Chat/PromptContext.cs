using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>What is piped beside a prompt: gathered into one text.</summary>
/// <param name="takesLong">Takes more than one request has room for, up to what memory has.</param>
internal sealed class PromptContext(bool takesLong)
{
    // Millions of characters; they are in memory twice for a moment.
    private const int MaxMillions = 128;

    private const string Gap = "\n\n";

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
        long length = (long)_text.Length + text.Length;
        if (!takesLong)
            TextLimit.ThrowIfExceeded(length, static () => CmdletMessages.MaterialTooLarge);
        else if (length > MaxMillions * 1_000_000L)
            throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(CmdletMessages.PipedTooLong, MaxMillions));
        if (!IsEmpty)
            _text.Append('\n');
        _text.Append(text);
        IsEmpty = false;
        IsBlank = IsBlank && string.IsNullOrWhiteSpace(text);
        IsPlainText &= isText;
    }

    public override string ToString() => _text.ToString();

    /// <summary>The prompt, an empty line, and what came; copied once, because it may be millions of characters.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>, before they are copied together.</exception>
    public string JoinTo(string? prompt)
    {
        EnsureFit(prompt, _text.Length);
        if (string.IsNullOrEmpty(prompt))
            return _text.ToString();
        return string.Create(prompt.Length + Gap.Length + _text.Length, (Prompt: prompt, Text: _text), static (whole, parts) =>
        {
            parts.Prompt.CopyTo(whole);
            Gap.CopyTo(whole[parts.Prompt.Length..]);
            parts.Text.CopyTo(0, whole[(parts.Prompt.Length + Gap.Length)..], parts.Text.Length);
        });
    }

    /// <summary>The prompt, an empty line, the material.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>, before they are copied together.</exception>
    public static string Join(string? prompt, string material)
    {
        EnsureFit(prompt, material.Length);
        return string.IsNullOrEmpty(prompt) ? material : string.Concat(prompt, Gap, material);
    }

    private static void EnsureFit(string? prompt, int material) => TextLimit.ThrowIfExceeded((long)(prompt?.Length ?? 0) + material);
}
