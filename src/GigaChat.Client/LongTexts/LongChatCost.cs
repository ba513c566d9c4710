namespace GigaChat;

/// <summary>About what a question about long material costs.</summary>
/// <param name="Parts">The parts of the material.</param>
/// <param name="Requests">The requests, those that join the answers included.</param>
/// <param name="Tokens">The tokens, those of the answers included.</param>
public sealed record LongChatCost(int Parts, int Requests, long Tokens);
