using System.Security.Cryptography;
using System.Text;

namespace GigaChat.Emulator.Adversary.Tls;

/// <summary>The pseudorandom function of TLS 1.2 with SHA-256 (RFC 5246, 5).</summary>
internal static class TlsPrf
{
    /// <summary>So many bytes made of a secret, a label and a seed.</summary>
    public static byte[] Derive(byte[] secret, string label, byte[] seed, int length)
    {
        byte[] labelled = [.. Encoding.ASCII.GetBytes(label), .. seed];
        var output = new List<byte>();
        var a = labelled;
        while (output.Count < length)
        {
            a = HMACSHA256.HashData(secret, a);
            output.AddRange(HMACSHA256.HashData(secret, (byte[])[.. a, .. labelled]));
        }

        return [.. output[..length]];
    }
}
