using GigaChat.Core;

namespace GigaChat;

/// <summary>A model of the service.</summary>
/// <param name="Id">Its name, by which requests choose it.</param>
/// <param name="Type"><c>chat</c>, <c>embedder</c>, <c>aicheck</c>, <c>filter</c>, or what the service adds next.</param>
/// <param name="OwnedBy">Its owner.</param>
public sealed record GigaChatModel(string Id, string? Type, string? OwnedBy)
{
    /// <summary>The name.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.OneLine(Id);
}
