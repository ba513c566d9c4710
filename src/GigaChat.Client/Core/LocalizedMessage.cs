using System.Diagnostics.CodeAnalysis;

namespace GigaChat.Core;

/// <summary>A text of the resources with its places filled, which still knows its key there.</summary>
/// <param name="Template">The text as it is in the resources of the current language.</param>
/// <param name="Arguments">What fills its places.</param>
/// <param name="Text">The text to show.</param>
internal sealed record LocalizedMessage(string Template, IReadOnlyList<object?> Arguments, string Text)
{
    /// <summary>The key of the text, see <see cref="Localized.FindKey"/>; null for a text that is none of this library's.</summary>
    public string? Key => Localized.FindKey(Template);

    /// <summary>A text without places to fill.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static LocalizedMessage? Of(string? text) => text is null ? null : new(text, [], text);

    /// <summary>The text to show.</summary>
    [return: NotNullIfNotNull(nameof(message))]
    public static implicit operator string?(LocalizedMessage? message) => message?.Text;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
