using GigaChat.Core;

namespace GigaChat;

/// <summary>Whether a text seems to be written by a person, a model, or both.</summary>
public sealed record AITextCheck
{
    /// <summary><c>ai</c>, <c>human</c>, or (from <c>GigaCheckDetection</c>) <c>mixed</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The parts a model seems to have written; empty where it is all of the text or nothing.</summary>
    public IReadOnlyList<AITextInterval> Intervals
    {
        get;
        init => field = ReadableList<AITextInterval>.Of(value);
    } = ReadableList<AITextInterval>.Empty;

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Its characters, as the service counts them.</summary>
    public int Characters { get; init; }

    /// <summary>Its tokens.</summary>
    public int Tokens { get; init; }

    /// <summary>The model that judged.</summary>
    public string? Model { get; init; }

    /// <summary>Anything that the caller wants to find here again, such as the item or path that the text came from.</summary>
    public object? Source { get; init; }

    /// <summary>The verdict.</summary>
    /// <returns><see cref="Category"/>.</returns>
    public override string ToString() => VisibleText.OneLine(Category);
}
