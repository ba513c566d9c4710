using GigaChat.Emulator.Certificates;

namespace GigaChat.Emulator.Control;

/// <summary>Body of <c>/control/certificate</c>.</summary>
internal sealed record CertificateChoice(CertificateKind Kind);
