namespace GigaChat.Emulator.Control;

/// <summary>What was wrong with a control call.</summary>
internal sealed record ControlError(string Error);
