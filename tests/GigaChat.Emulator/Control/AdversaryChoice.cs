namespace GigaChat.Emulator.Control;

/// <summary>
/// Body of <c>PUT /control/adversary</c>: the mode of requests whose address names none, and the case of handshakes whose host names none.
/// </summary>
internal sealed record AdversaryChoice(string? Mode = null, string? Tls = null);
