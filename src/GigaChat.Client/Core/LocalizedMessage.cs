using System.Diagnostics.CodeAnalysis;
using GigaChat.Core;

namespace GigaChat;

/// <summary>
/// A text of this library in the user's language, with its key and its values: an application that has words of its own for the same
/// case finds them by the key.
/// </summary>
public sealed record LocalizedMessage
{
    internal LocalizedMessage(string template, IReadOnlyList<object?> arguments, string text)
    {
        Template = template;
        Arguments = arguments;
        Text = text;
    }

    /// <summary>
    /// The key of the text: a word such as <c>ProxyRefused</c>, the same in every language and stable within a minor version. Null for
    /// a text that is none of this library's.
    /// </summary>
    public string? Key => Localized.FindKey(Template);

    /// <summary>
    /// The values in the text, in the order of its places. Texts among them are on one line, without control characters.
    /// </summary>
    public IReadOnlyList<object?> Arguments { get; }

    /// <summary>The text to show.</summary>
    public string Text { get; init; }

    /// <summary>The text as it is in the resources of the current language, its places not filled.</summary>
    internal string Template { get; }

    /// <summary>The text to show.</summary>
    /// <param name="message">The message.</param>
    /// <returns><see cref="Text"/>.</returns>
    [return: NotNullIfNotNull(nameof(message))]
    public static implicit operator string?(LocalizedMessage? message) => message?.Text;

    /// <summary>A text without places to fill.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static LocalizedMessage? Of(string? text) => text is null ? null : new(text, [], text);

    /// <summary>The text to show.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
