using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>What a server's certificate says, and what to do about one that is refused.</summary>
internal static class TlsFinding
{
    /// <summary>Somebody has to ask for a new certificate; that takes its time.</summary>
    public const int EnoughDays = 30;

    // All authorities of the Mintsifry have this in their names.
    private const string MintsifryName = "Russian Trusted";
    private const string CommonName = "2.5.4.3";

    /// <summary>A secure connection that was made.</summary>
    public static Finding OfAccepted(TrustVerdict verdict, SslProtocols protocol, DateTime now)
    {
        string version = Version(protocol);
        if (verdict.Anchor is null || verdict.NotAfter is not { } end)
            return new(Text.Format(DiagnosisMessages.TlsUnchecked, version), DiagnosisMessages.AdviceUnchecked);
        int days = (int)Math.Floor((end - now).TotalDays);
        string date = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string detail = Text.Format(DiagnosisMessages.TlsTrusted, version, Anchor(verdict.Anchor), days, date, string.Join(" < ", verdict.Chain.Select(ShortName)));
        return new(detail, days < EnoughDays ? Text.Format(DiagnosisMessages.AdviceRunsOut, days, date) : null);
    }

    /// <summary>A certificate that was refused.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="onDates">What is known of the clock, for a certificate that is not valid now.</param>
    public static Finding OfRefused(CertificateProblem problem, string? onDates)
    {
        string advice = problem.Fault switch
        {
            CertificateFault.Expired or CertificateFault.NotYetValid => onDates ?? problem.Advice,
            CertificateFault.SelfSigned or CertificateFault.UnknownAnchor or CertificateFault.MissingIntermediate when OpensTls(problem)
                => Text.Format(DiagnosisMessages.AdviceOpensTls, problem.ChainIssuer, problem.Host),
            _ => problem.Advice,
        };
        string detail = string.Join("; ", problem.Reasons);
        return new(problem.ChainEnd is null ? detail : $"{detail}. {Text.Format(TrustMessages.ChainEndsIn, problem.ChainEnd)}", advice);
    }

    /// <summary>Whether nothing but dates stands against a certificate, so that the clock may be to blame.</summary>
    public static bool IsAboutDates(CertificateProblem problem) => problem.Fault is CertificateFault.Expired or CertificateFault.NotYetValid;

    // The service's own hosts have certificates of the Mintsifry or of authorities that systems know. Another one is
    // somebody's on the way.
    private static bool OpensTls(CertificateProblem problem)
        => ServiceHosts.Contains(problem.Host) && problem.ChainIssuer?.Contains(MintsifryName, StringComparison.Ordinal) == false;

    // "CN=api.giga.chat, O=…, L=…" would fill the screen.
    private static string ShortName(string subject)
        => new X500DistinguishedName(subject).EnumerateRelativeDistinguishedNames()
            .Where(static part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
            .Select(static part => part.GetSingleElementValue()).FirstOrDefault() ?? subject;

    private static string Anchor(string anchor)
        => anchor == TrustMessages.System ? DiagnosisMessages.AnchorSystem
        : anchor == ServerTrust.MintsifrySource ? DiagnosisMessages.AnchorMintsifry
        : Text.Format(DiagnosisMessages.AnchorFile, anchor);

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
