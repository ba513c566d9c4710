using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace GigaChat.Core;

/// <summary>A list whose text is its items: tables such as CSV take an object's text for a column.</summary>
/// <param name="items">The items.</param>
internal sealed class ReadableList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    /// <summary>The list of nothing, whose text is empty.</summary>
    public static new ReadableList<T> Empty { get; } = new([]);

    /// <summary>The items of another list.</summary>
    [return: NotNullIfNotNull(nameof(items))]
    public static ReadableList<T>? Of(IReadOnlyList<T>? items)
        => items is null ? null : items as ReadableList<T> ?? (items.Count == 0 ? Empty : new ReadableList<T>(items));

    /// <summary>The items, with a comma between.</summary>
    public override string ToString() => string.Join(", ", this);
}
