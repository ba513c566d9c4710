using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Trust;

/// <summary>Why a server was refused, as texts for messages.</summary>
/// <param name="Host">The host that was asked for.</param>
/// <param name="ChainEnd">The subject of the chain's last element; null where no certificate came.</param>
/// <param name="Faults">What is wrong, the weightiest first; never empty.</param>
/// <param name="Reasons">A clause for each fault.</param>
/// <param name="ChainIssuer">The issuer of the chain's last element; null where no certificate came.</param>
internal sealed record CertificateRejection(
    string Host, string? ChainEnd, IReadOnlyList<CertificateFault> Faults, IReadOnlyList<string> Reasons, string? ChainIssuer)
{
    /// <summary>The weightiest fault.</summary>
    public CertificateFault Fault => Faults[0];

    /// <summary>What helps. Switching the check off is never among it.</summary>
    public LocalizedMessage Advice => Fault switch
    {
        CertificateFault.NoCertificate or CertificateFault.NameMismatch => LocalizedMessage.Of(TrustMessages.AdviceAddress),
        CertificateFault.Expired or CertificateFault.NotYetValid => LocalizedMessage.Of(TrustMessages.AdviceClock),
        CertificateFault.MintsifryTurnedOff => LocalizedMessage.Of(TrustMessages.AdviceInstall),
        CertificateFault.ForeignHost => Localized.Format(TrustMessages.AdviceForeignHost, ServiceHosts.Text),
        CertificateFault.MissingIntermediate => LocalizedMessage.Of(TrustMessages.AdviceIntermediate),
        CertificateFault.WeakSignature or CertificateFault.WeakKey => LocalizedMessage.Of(TrustMessages.AdviceWeak),
        CertificateFault.SelfSigned or CertificateFault.UnknownAnchor => LocalizedMessage.Of(TrustMessages.AdviceAuthority),
        _ => LocalizedMessage.Of(TrustMessages.AdviceSuspicious),
    };

    /// <summary>The whole text: host, reasons, the chain's end, advice.</summary>
    public string Message => string.Join(' ', new string?[]
    {
        Localized.Format(TrustMessages.Refused, Host, string.Join("; ", Reasons)),
        ChainEnd is null ? null : Localized.Format(TrustMessages.ChainEndsIn, ChainEnd),
        Advice,
    }.Where(static part => part is not null));

    /// <summary>The error to throw.</summary>
    public GigaChatException ToException(Exception? inner = null)
        => new(GigaChatErrorKind.CertificateNotTrusted, Advice with { Text = Message }, inner) { RecommendedAction = Advice };
}
