using System.Buffers.Binary;
using System.Security.Authentication;
using System.Text;

namespace GigaChat.Emulator.Adversary.Tls;

/// <summary>The first message of a client (RFC 5246, 7.4.1.2), as far as the server needs it.</summary>
/// <param name="Random">The client's 32 random bytes.</param>
/// <param name="CipherSuites">What it offers.</param>
/// <param name="ServerName">The host it asks for (RFC 6066, 3); null where it names none.</param>
internal sealed record ClientHello(byte[] Random, IReadOnlyList<ushort> CipherSuites, string? ServerName)
{
    private const ushort ServerNameExtension = 0;

    /// <summary>Reads the body of the handshake message.</summary>
    /// <exception cref="AuthenticationException">It is none.</exception>
    public static ClientHello Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var random = body[2..34].ToArray();
            body = body[34..];
            body = body[(1 + body[0])..];
            var suites = body[2..(2 + BinaryPrimitives.ReadUInt16BigEndian(body))];
            body = body[(2 + suites.Length)..];
            body = body[(1 + body[0])..];
            var offered = new List<ushort>();
            for (var i = 0; i < suites.Length; i += 2)
                offered.Add(BinaryPrimitives.ReadUInt16BigEndian(suites[i..]));
            return new(random, offered, body.Length > 2 ? NameIn(body[2..]) : null);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new AuthenticationException("The client's first message is no ClientHello.", e);
        }
    }

    private static string? NameIn(ReadOnlySpan<byte> extensions)
    {
        while (extensions.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(extensions[2..]);
            if (BinaryPrimitives.ReadUInt16BigEndian(extensions) == ServerNameExtension && length > 5)
                return Encoding.ASCII.GetString(extensions[9..(4 + length)]);
            extensions = extensions[(4 + length)..];
        }

        return null;
    }
}
