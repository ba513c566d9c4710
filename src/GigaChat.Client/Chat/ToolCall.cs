namespace GigaChat;

/// <summary>A use of one of the service's built-in tools on the way to an answer. Only streams report them.</summary>
/// <param name="Name">The service's name, for example <c>web_search</c>.</param>
/// <param name="Status"><c>success</c> or <c>fail</c>; null while it is under way.</param>
/// <param name="Duration">From the first event about it to the last one.</param>
public sealed record ToolCall(string Name, string? Status, TimeSpan Duration)
{
    /// <summary>What the service expects to need; null where it does not say.</summary>
    internal int? SecondsLeft { get; init; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Core.VisibleText.OneLine(Name);
}
