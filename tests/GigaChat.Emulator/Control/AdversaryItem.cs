namespace GigaChat.Emulator.Control;

/// <summary>A mode of the adversary, or a case of the TLS laboratory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it sends or shows.</param>
/// <param name="Host">The host to ask for, of a case.</param>
/// <param name="Expectation">What a client has to make of it, of a case.</param>
internal sealed record AdversaryItem(string Name, string Description, string? Host = null, string? Expectation = null);
