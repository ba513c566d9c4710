namespace GigaChat;

/// <summary>Counts the tokens of texts: by the service (<see cref="TokensEndpoint"/>), or by <see cref="TokenEstimate"/>.</summary>
/// <param name="texts">The texts.</param>
/// <param name="cancellationToken">Ends the call.</param>
/// <returns>One number for each text, in their order.</returns>
public delegate Task<IReadOnlyList<int>> TokenCounting(IReadOnlyList<string> texts, CancellationToken cancellationToken);
