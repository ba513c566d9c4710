namespace GigaChat.Emulator.Control;

/// <summary>Body of <c>POST /control/tokens</c>: a token without a sign-in, by scope and lifetime.</summary>
internal sealed record TokenOrder(string Scope = "GIGACHAT_API_PERS", int LifetimeSeconds = 1800);
