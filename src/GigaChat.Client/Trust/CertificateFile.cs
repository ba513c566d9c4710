using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Trust;

/// <summary>
/// Reads certificates, whatever the file's name says: copies of the Mintsifry certificates go about as PEM named
/// <c>.cer</c>, DER named <c>_pem.crt</c>, Base64 without headers, PEM wrapped in PEM and HTML pages named <c>.pem</c>.
/// </summary>
internal static partial class CertificateFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = SmallFile.MaxBytes;

    // "PEM of Base64 of PEM" is seen in the wild; deeper than that is no accident.
    private const int MaxDepth = 3;

    /// <summary>The certificates of a file.</summary>
    /// <exception cref="GigaChatException">The file is missing, too large, unreadable, or holds no certificate that can be
    /// used.</exception>
    public static CertificateBundle Read(string path) => Parse(SmallFile.Read(path, (fault, e) => CreateReadError(path, fault, e)), path);

    /// <summary>The certificates in a file's bytes.</summary>
    /// <param name="bytes">The whole content.</param>
    /// <param name="name">The file's name, for errors and notes.</param>
    /// <exception cref="GigaChatException">There is no certificate that can be used.</exception>
    public static CertificateBundle Parse(ReadOnlySpan<byte> bytes, string name)
    {
        var found = new CollectedCertificates();
        Collect(bytes, found, depth: 0);
        if (found.Certificates.Count == 0)
            throw Refuse(name, ExplainEmpty(bytes, found));

        var notes = new List<string>();
        if (found.Gost > 0)
            notes.Add(Localized.Format(TrustMessages.GostSkipped, name, found.Gost));
        if (found.PrivateKey)
            notes.Add(Localized.Format(TrustMessages.PrivateKeySkipped, name));
        if (found.Broken > 0)
            notes.Add(Localized.Format(TrustMessages.BrokenSkipped, name, found.Broken));
        return new CertificateBundle(found.Certificates, notes);
    }

    /// <summary>The certificates in a store's bundle or a tool's output; none where there are none.</summary>
    public static IReadOnlyList<X509Certificate2> Find(ReadOnlySpan<byte> bytes)
    {
        var found = new CollectedCertificates();
        Collect(bytes, found, depth: 0);
        return found.Certificates;
    }

    /// <summary>Whether these bytes are this one certificate and nothing else.</summary>
    public static bool HoldsOnly(ReadOnlySpan<byte> bytes, string sha256)
    {
        var found = new CollectedCertificates();
        Collect(bytes, found, depth: 0);
        return found is { Certificates: [var only], Gost: 0, Broken: 0, PrivateKey: false } && only.Sha256() == sha256;
    }

    private static void Collect(ReadOnlySpan<byte> bytes, CollectedCertificates found, int depth)
    {
        if (depth > MaxDepth)
            return;
        // DER begins with a SEQUENCE whose length takes more than one byte; no text begins so.
        if (bytes.Length > 2 && bytes[0] == 0x30 && bytes[1] >= 0x80)
        {
            CollectBinary(bytes, found);
            return;
        }

        string text = Decode(bytes);
        MatchCollection blocks = PemBlock().Matches(text);
        if (blocks.Count == 0 && FromBase64(text) is { Length: > 0 } inner)
            Collect(inner, found, depth + 1);
        foreach (Match block in blocks)
            CollectBlock(block.Groups["label"].Value, block.Groups["body"].Value, found, depth);
    }

    private static void CollectBlock(string label, string body, CollectedCertificates found, int depth)
    {
        if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            found.PrivateKey = true;
        else if (label is "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" or "PKCS7" or "CMS")
        {
            if (FromBase64(body) is { Length: > 0 } bytes)
                Collect(bytes, found, depth + 1);
            else
                found.Broken++;
        }
    }

    private static void CollectBinary(ReadOnlySpan<byte> der, CollectedCertificates found)
    {
        try
        {
            switch (X509Certificate2.GetCertContentType(der))
            {
                case X509ContentType.Cert:
                    found.Add(new X509Certificate2(der));
                    break;
                case X509ContentType.Pkcs7:
                    var collection = new X509Certificate2Collection();
                    collection.Import(der);
                    foreach (X509Certificate2 certificate in collection)
                        found.Add(certificate);
                    break;
                case X509ContentType.Pfx:
                    found.Pfx = true;
                    break;
                default:
                    found.Broken++;
                    break;
            }
        }
        catch (CryptographicException)
        {
            found.Broken++;
        }
    }

    private static string ExplainEmpty(ReadOnlySpan<byte> bytes, CollectedCertificates found)
    {
        if (found.Gost > 0)
            return TrustMessages.OnlyGost;
        if (found.PrivateKey)
            return TrustMessages.OnlyPrivateKey;
        if (found.Pfx)
            return TrustMessages.FileIsPfx;
        string text = Decode(bytes).Trim();
        if (text.Length == 0)
            return TrustMessages.FileEmpty;
        if (text.StartsWith('<'))
            return TrustMessages.FileIsHtml;
        return found.Broken > 0 || text.Contains("-----BEGIN CERTIFICATE", StringComparison.Ordinal)
            ? TrustMessages.CertificateBroken
            : TrustMessages.NoCertificate;
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        // Windows PowerShell writes UTF-16 when output is redirected with ">".
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static byte[]? FromBase64(string text)
    {
        byte[] buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out int written) ? buffer[..written] : null;
    }

    private static GigaChatException CreateReadError(string path, SmallFileFault fault, Exception? e) => fault switch
    {
        SmallFileFault.Folder => Refuse(path, TrustMessages.FileIsDirectory),
        SmallFileFault.Missing => new(GigaChatErrorKind.FileNotFound, Localized.Format(TrustMessages.FileMissing, path)),
        SmallFileFault.TooLarge => new(GigaChatErrorKind.TooLarge, Localized.Format(TrustMessages.FileTooLarge, path)),
        _ => new(GigaChatErrorKind.InvalidRequest, Localized.Format(TrustMessages.FileUnreadable, path, e?.Message), e),
    };

    private static GigaChatException Refuse(string name, string why)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(TrustMessages.FileRefused, name, why));

    // Our own pattern and not PemEncoding: two files joined without a line break between them
    // ("-----END CERTIFICATE----------BEGIN CERTIFICATE-----") are a known trap and still readable.
    [GeneratedRegex("-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>[^-]*)-----END \\k<label>-----", RegexOptions.CultureInvariant)]
    private static partial Regex PemBlock();

    private sealed class CollectedCertificates
    {
        private readonly HashSet<string> _hashes = [];

        public List<X509Certificate2> Certificates { get; } = [];

        public int Gost { get; private set; }

        public int Broken { get; set; }

        public bool PrivateKey { get; set; }

        public bool Pfx { get; set; }

        public void Add(X509Certificate2 certificate)
        {
            // 1.2.643 is Russia's arc; .NET cannot check these signatures without a crypto provider.
            const string russia = "1.2.643.";
            bool gost = certificate.SignatureAlgorithm.Value?.StartsWith(russia, StringComparison.Ordinal) == true
                || certificate.GetKeyAlgorithm().StartsWith(russia, StringComparison.Ordinal);
            if (gost)
                Gost++;
            else if (!IsReadable(certificate))
                Broken++;
            else if (_hashes.Add(certificate.Sha256()))
                Certificates.Add(certificate);
        }

        // The platform reads a certificate's fields only when they are asked for, and fails then.
        private static bool IsReadable(X509Certificate2 certificate)
        {
            try
            {
                // No chain is built for this: the platform would read all of its own authorities first.
                _ = TrustAnchor.IsAuthority(certificate);
                _ = certificate.PublicKey;
                return certificate.Subject is not null && certificate.Issuer is not null && certificate.NotBefore <= certificate.NotAfter;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
