namespace GigaChat.Emulator;

/// <summary>Body of <c>/control/certificate</c>.</summary>
internal sealed record CertificateChoice(CertificateKind Kind);
