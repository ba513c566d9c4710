namespace GigaChat.Emulator;

/// <summary>A model of the list; the last two are for embedders.</summary>
internal sealed record EmulatorModel(string Id, string Type, int Dimension = 0, int MaxTokens = 0);
