using GigaChat.Core;

namespace GigaChat;

/// <summary>Something that the service found in the description of a function.</summary>
/// <param name="Description">What it is, in the service's words.</param>
/// <param name="Location">Where it is: <c>(root)</c>, or a place in the description.</param>
public sealed record FunctionFinding(string Description, string? Location)
{
    /// <summary>Both on one line.</summary>
    /// <returns>For example <c>(root): few_shot_examples are missing</c>.</returns>
    public override string ToString() => VisibleText.Lines(string.IsNullOrEmpty(Location) ? Description : $"{Location}: {Description}");
}
