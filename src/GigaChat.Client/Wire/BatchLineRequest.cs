namespace GigaChat.Wire;

/// <summary>A line of a batch: the body of the direct call under an id.</summary>
/// <typeparam name="T">The body.</typeparam>
internal sealed record BatchLineRequest<T>
{
    public required string Id { get; init; }

    public required T Request { get; init; }
}
