using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.Diagnosis;

/// <summary>What a server's certificate says, and what to do about one that is refused.</summary>
internal static class TlsAdvisor
{
    /// <summary>Days before the end of a certificate from which it is warned of: a new one has to be issued first.</summary>
    public const int ExpiryWarningDays = 30;

    // All authorities of the Mintsifry have this in their names.
    private const string MintsifryName = "Russian Trusted";
    private const string CommonName = "2.5.4.3";
    private const int MaxNameLength = 200;

    /// <summary>A secure connection that was made, in a version of TLS and one of HTTP (RFC 7301, ALPN).</summary>
    public static Finding DescribeAccepted(TrustVerdict verdict, SslProtocols protocol, SslApplicationProtocol application, DateTime now)
    {
        string version = $"{Version(protocol)}, {(application == SslApplicationProtocol.Http2 ? "HTTP/2" : "HTTP/1.1")}";
        if (verdict.Anchor is null || verdict.NotAfter is not { } end)
            return new(Localized.Format(DiagnosisMessages.TlsUnchecked, version), LocalizedMessage.Of(DiagnosisMessages.AdviceUnchecked));
        int days = (int)Math.Floor((end - now).TotalDays);
        string date = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string detail = Localized.Format(
            DiagnosisMessages.TlsTrusted, version, Anchor(verdict.Anchor), days, date, string.Join(" < ", verdict.Chain.Select(ShortName)));
        return new(detail, days < ExpiryWarningDays ? Localized.Format(DiagnosisMessages.AdviceRunsOut, days, date) : null);
    }

    /// <summary>A certificate that was refused.</summary>
    /// <param name="rejection">Why.</param>
    /// <param name="onDates">What is known of the clock, for a certificate that is not valid now.</param>
    public static Finding DescribeRejected(CertificateRejection rejection, LocalizedMessage? onDates)
    {
        LocalizedMessage advice = rejection.Fault switch
        {
            CertificateFault.Expired or CertificateFault.NotYetValid => onDates ?? rejection.Advice,
            CertificateFault.SelfSigned or CertificateFault.UnknownAnchor or CertificateFault.MissingIntermediate when OpensTls(rejection)
                => Localized.Format(DiagnosisMessages.AdviceOpensTls, rejection.ChainIssuer, rejection.Host),
            _ => rejection.Advice,
        };
        string detail = string.Join("; ", rejection.Reasons);
        return new(rejection.ChainEnd is null ? detail : $"{detail}. {Localized.Format(TrustMessages.ChainEndsIn, rejection.ChainEnd)}",
            advice);
    }

    /// <summary>Whether nothing but dates stands against a certificate, so that the clock may be to blame.</summary>
    public static bool IsAboutDates(CertificateRejection rejection)
        => rejection.Fault is CertificateFault.Expired or CertificateFault.NotYetValid;

    // The service's own hosts have certificates of the Mintsifry or of authorities that systems know. Another one comes from a
    // proxy that opens TLS.
    private static bool OpensTls(CertificateRejection rejection)
        => ServiceHosts.Contains(rejection.Host) && rejection.ChainIssuer?.Contains(MintsifryName, StringComparison.Ordinal) == false;

    // "CN=api.giga.chat, O=…, L=…" would fill the screen.
    private static string ShortName(string subject)
    {
        string? name = null;
        try
        {
            name = new X500DistinguishedName(subject).EnumerateRelativeDistinguishedNames()
                .Where(static part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
                .Select(static part => part.GetSingleElementValue()).FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // A name may hold what its text form cannot be read with.
        }
        return VisibleText.OneLine(name ?? subject, MaxNameLength);
    }

    private static string Anchor(string anchor)
        => anchor == TrustMessages.System ? DiagnosisMessages.AnchorSystem
        : anchor == ServerTrust.MintsifrySource ? DiagnosisMessages.AnchorMintsifry
        : Localized.Format(DiagnosisMessages.AnchorFile, anchor);

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
