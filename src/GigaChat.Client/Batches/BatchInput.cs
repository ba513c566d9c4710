namespace GigaChat;

/// <summary>One request of a batch.</summary>
/// <param name="Id">Its id, unique within the batch; the results carry it.</param>
/// <param name="Text">The prompt, or the text for a vector.</param>
/// <param name="Source">
/// Anything that the caller wants to find on the result again, such as the item or path that the text came from.
/// </param>
public sealed record BatchInput(string Id, string Text, object? Source)
{
    /// <summary>The id: a batch may have thousands of texts, and its table shows all of its requests in one column.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;
}
