using System.Collections.ObjectModel;

namespace GigaChat.Core;

/// <summary>A list whose text is its items: tables such as CSV take an object's text for a column.</summary>
/// <param name="items">The items.</param>
internal sealed class ReadableList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    /// <summary>The items, with a comma between.</summary>
    public override string ToString() => string.Join(", ", this);
}
