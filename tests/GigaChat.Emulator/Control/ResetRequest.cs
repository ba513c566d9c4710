namespace GigaChat.Emulator.Control;

/// <summary>Body of <c>/control/reset</c>: whether the tokens are dropped as well.</summary>
internal sealed record ResetRequest(bool Tokens = false);
