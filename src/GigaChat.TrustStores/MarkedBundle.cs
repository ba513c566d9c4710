using System.Text;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>
/// A bundle of certificates (PEM) with ours at its end, each between two marks. What stands outside of the marks stays as it is, byte by
/// byte, and so do its line ends.
/// </summary>
internal sealed class MarkedBundle
{
    private const string Begin = "# BEGIN ";
    private const string End = "# END ";

    // Stands in the first mark where the bundle did not end with a line end.
    private const string LineEndAdded = " (line-end-added)";

    // Each byte is one character: what the file holds besides ASCII stays as it is.
    private static readonly Encoding Bytes = Encoding.Latin1;

    private string _text;

    /// <summary>Reads a bundle.</summary>
    /// <param name="bytes">The whole file.</param>
    public MarkedBundle(ReadOnlySpan<byte> bytes) => _text = Bytes.GetString(bytes);

    private string LineEnd
        => _text.IndexOf('\n', StringComparison.Ordinal) is var place and > 0 && _text[place - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>The file.</summary>
    public byte[] ToBytes() => Bytes.GetBytes(_text);

    /// <summary>Whether a certificate is there between our marks.</summary>
    public bool Has(StoreCertificate certificate) => FindBlock(certificate) is not null;

    /// <summary>Appends a certificate between marks, unless it is there.</summary>
    public void Append(StoreCertificate certificate)
    {
        if (Has(certificate))
            return;
        string end = LineEnd;
        bool needsEnd = _text.Length > 0 && _text[^1] != '\n';
        string block = $"{Begin}{certificate.Alias} {NameOf(certificate)}{(needsEnd ? LineEndAdded : "")}\n"
            + certificate.Pem + $"{End}{certificate.Alias}\n";
        _text += (needsEnd ? end : "") + block.Replace("\n", end, StringComparison.Ordinal);
    }

    /// <summary>Takes a certificate and its marks out, as often as it is there.</summary>
    public void Remove(StoreCertificate certificate)
    {
        while (FindBlock(certificate) is var (start, length))
        {
            string mark = _text[start.._text.IndexOf('\n', start)].TrimEnd('\r');
            bool isLast = start + length == _text.Length;
            _text = _text.Remove(start, length);
            if (!mark.EndsWith(LineEndAdded, StringComparison.Ordinal))
                continue;
            // The line end before the mark is ours too. The next block of ours takes it over; where something else follows, it stays.
            if (isLast)
                _text = _text[..^(_text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)];
            else if (_text.AsSpan(start).StartsWith(Begin + StoreCertificate.Prefix, StringComparison.Ordinal))
                _text = _text.Insert(start + _text.AsSpan(start).IndexOfAny('\r', '\n'), LineEndAdded);
        }
    }

    // Marks that somebody moved, or changed what stands between them, are no block of ours.
    private (int Start, int Length)? FindBlock(StoreCertificate certificate)
    {
        string begin = Begin + certificate.Alias + " ";
        string end = End + certificate.Alias;
        for (int start = FindLine(begin, 0); start >= 0; start = FindLine(begin, start + 1))
        {
            int stop = FindLine(end, start);
            if (stop < 0)
                return null;
            int next = FindLine(begin, start + 1);
            if (next >= 0 && next < stop)
                continue;
            int last = _text.IndexOf('\n', stop);
            int length = (last < 0 ? _text.Length : last + 1) - start;
            if (CertificateFile.HoldsOnly(Bytes.GetBytes(_text[start..stop]), certificate.Sha256))
                return (start, length);
        }
        return null;
    }

    private int FindLine(string beginning, int from)
    {
        for (int place = from; (place = _text.IndexOf(beginning, place, StringComparison.Ordinal)) >= 0; place++)
        {
            if (place == 0 || _text[place - 1] == '\n')
                return place;
        }
        return -1;
    }

    private static string NameOf(StoreCertificate certificate)
    {
        string name = certificate.Certificate.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, false);
        string plain = string.Concat(name.Where(static c => c is >= ' ' and <= '~').Take(100));
        return $"({plain})";
    }
}
