namespace GigaChat.Emulator.Models;

/// <summary>A model.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type"><c>chat</c>, <c>embedder</c>, <c>aicheck</c> or <c>filter</c>.</param>
/// <param name="Dimension">Length of an embedder's vectors.</param>
/// <param name="MaxTokens">What a chat's context, or one text of an embedder, may hold.</param>
internal sealed record EmulatorModel(string Id, string Type, int Dimension = 0, int MaxTokens = 0);
