using System.Security.Authentication;
using System.Security.Cryptography;

namespace GigaChat.Emulator.Adversary.Tls;

/// <summary>
/// A server's handshake of TLS 1.2 (RFC 5246 with ECDHE on P-256, RFC 8422), by hand: the server of the framework builds its chain
/// itself, and shows no certificate that its platform finds too weak. It knows one cipher suite for each kind of key.
/// </summary>
internal sealed class TlsHandshake(TlsRecords records)
{
    public const ushort Version12 = 0x0303;

    // TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 and TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.
    private const ushort RsaSuite = 0xC02F;
    private const ushort EcdsaSuite = 0xC02B;

    private readonly List<byte> _transcript = [];
    private readonly List<byte> _unread = [];
    private readonly byte[] _random = RandomNumberGenerator.GetBytes(32);
    private bool _changed;

    private enum Message : byte
    {
        ClientHello = 1,
        ServerHello = 2,
        Certificate = 11,
        ServerKeyExchange = 12,
        CertificateRequest = 13,
        ServerHelloDone = 14,
        ClientKeyExchange = 16,
        Finished = 20,
    }

    /// <summary>The certificate that the client sent, unchecked; null where it sent none.</summary>
    public byte[]? ClientCertificate { get; private set; }

    /// <summary>Reads the client's first message.</summary>
    /// <exception cref="AuthenticationException">It is none.</exception>
    public async Task<ClientHello> ReadHelloAsync(CancellationToken cancellationToken)
        => ClientHello.Parse((await ReadMessageAsync(Message.ClientHello, cancellationToken)).AsSpan(4));

    /// <summary>Says which version and cipher suite it shall be, offered or not.</summary>
    public Task WriteHelloAsync(ushort version, ushort suite, byte compression, CancellationToken cancellationToken)
        // No session, and the sign that renegotiation is safe (RFC 5746), without which clients leave.
        => WriteMessageAsync(Message.ServerHello,
            [.. Two(version), .. _random, 0, .. Two(suite), compression, .. Two(5), 0xFF, 1, .. Two(1), 0], cancellationToken);

    /// <summary>Shows these certificates and goes on to the end.</summary>
    /// <param name="hello">The client's first message.</param>
    /// <param name="certificates">The server's first, each in DER.</param>
    /// <param name="key">What signs the key exchange: an <see cref="RSA"/> or an <see cref="ECDsa"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AuthenticationException">The client refused, or does not speak so.</exception>
    public async Task<Stream> CompleteAsync(ClientHello hello, IReadOnlyList<byte[]> certificates, AsymmetricAlgorithm key,
        CancellationToken cancellationToken)
    {
        await WriteHelloAsync(Version12, key is RSA ? RsaSuite : EcdsaSuite, compression: 0, cancellationToken);
        byte[] list = [.. certificates.SelectMany(static one => (byte[])[.. Three(one.Length), .. one])];
        await WriteMessageAsync(Message.Certificate, [.. Three(list.Length), .. list], cancellationToken);

        using var exchange = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var own = exchange.ExportParameters(includePrivateParameters: false).Q;
        byte[] parameters = [3, 0, 23, 65, 4, .. own.X!, .. own.Y!];
        byte[] signed = [.. hello.Random, .. _random, .. parameters];
        var signature = key is RSA rsa
            ? rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)key).SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        await WriteMessageAsync(Message.ServerKeyExchange,
            [.. parameters, 4, (byte)(key is RSA ? 1 : 3), .. Two(signature.Length), .. signature], cancellationToken);
        // Any certificate of the usual kinds, of any authority.
        await WriteMessageAsync(Message.CertificateRequest, [2, 1, 64, 0, 8, 4, 1, 4, 3, 8, 4, 5, 1, 0, 0], cancellationToken);
        await WriteMessageAsync(Message.ServerHelloDone, [], cancellationToken);

        var shown = await ReadMessageAsync(Message.Certificate, cancellationToken);
        if (shown.Length > 10)
            ClientCertificate = shown[10..(10 + (shown[7] << 16 | shown[8] << 8 | shown[9]))];
        var point = (await ReadMessageAsync(Message.ClientKeyExchange, cancellationToken)).AsMemory(5);
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = point[1..33].ToArray(), Y = point[33..65].ToArray() },
        });
        var secret = TlsPrf.Derive(exchange.DeriveRawSecretAgreement(other.PublicKey), "master secret", [.. hello.Random, .. _random], 48);
        await FinishAsync(secret, TlsPrf.Derive(secret, "key expansion", [.. _random, .. hello.Random], 40), cancellationToken);
        return new TlsRecordStream(records);
    }

    private async Task FinishAsync(byte[] secret, byte[] keys, CancellationToken cancellationToken)
    {
        // A client with a certificate proves that it has its key, in a message that is read over.
        while (!_changed)
            await ReadRecordAsync(() => records.DecryptWith(keys[..16], keys[32..36]), cancellationToken);
        await ReadMessageAsync(Message.Finished, cancellationToken);
        var proof = TlsPrf.Derive(secret, "server finished", SHA256.HashData([.. _transcript]), 12);
        await records.WriteAsync(TlsRecords.ChangeCipherSpec, new byte[] { 1 }, cancellationToken);
        records.EncryptWith(keys[16..32], keys[36..40]);
        await WriteMessageAsync(Message.Finished, proof, cancellationToken);
    }

    private Task WriteMessageAsync(Message type, byte[] body, CancellationToken cancellationToken)
    {
        byte[] message = [(byte)type, .. Three(body.Length), .. body];
        _transcript.AddRange(message);
        return records.WriteAsync(TlsRecords.Handshake, message, cancellationToken);
    }

    /// <summary>The next message of a type, with its head of four bytes; others are read over.</summary>
    private async Task<byte[]> ReadMessageAsync(Message type, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_unread.Count < 4 || _unread.Count < 4 + (_unread[1] << 16 | _unread[2] << 8 | _unread[3]))
                await ReadRecordAsync(static () => { }, cancellationToken);
            byte[] message = [.. _unread[..(4 + (_unread[1] << 16 | _unread[2] << 8 | _unread[3]))]];
            _unread.RemoveRange(0, message.Length);
            _transcript.AddRange(message);
            if (message[0] == (byte)type)
                return message;
        }
    }

    private async Task ReadRecordAsync(Action changed, CancellationToken cancellationToken)
    {
        var record = await records.ReadAsync(cancellationToken) ?? throw new AuthenticationException("The client left.");
        switch (record.Type)
        {
            case TlsRecords.Handshake:
                _unread.AddRange(record.Data);
                break;
            case TlsRecords.ChangeCipherSpec:
                _changed = true;
                changed();
                break;
            default:
                throw new AuthenticationException($"The client refused: {Convert.ToHexString(record.Data)}");
        }
    }

    private static byte[] Two(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Three(int value) => [(byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
