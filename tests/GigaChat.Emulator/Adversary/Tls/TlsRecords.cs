using System.Buffers.Binary;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace GigaChat.Emulator.Adversary.Tls;

/// <summary>Records of TLS 1.2 (RFC 5246, 6.2), in clear and, once there are keys, with AES-GCM (RFC 5288).</summary>
internal sealed class TlsRecords(Stream stream) : IDisposable
{
    public const byte ChangeCipherSpec = 20;
    public const byte Alert = 21;
    public const byte Handshake = 22;
    public const byte ApplicationData = 23;

    private const int HeaderLength = 5;
    private const int MostInRecord = 16 * 1024;
    private const int TagLength = 16;
    private const int ExplicitNonceLength = 8;

    private Way? _incoming;
    private Way? _outgoing;

    /// <summary>Decrypts what comes from now on.</summary>
    public void DecryptWith(byte[] key, byte[] iv) => _incoming = new(key, iv);

    /// <summary>Encrypts what goes from now on.</summary>
    public void EncryptWith(byte[] key, byte[] iv) => _outgoing = new(key, iv);

    /// <summary>The next record; null at the end of the connection.</summary>
    public async Task<(byte Type, byte[] Data)?> ReadAsync(CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) < HeaderLength)
            return null;
        var data = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
        await stream.ReadExactlyAsync(data, cancellationToken);
        return (header[0], _incoming?.Open(header, data) ?? data);
    }

    /// <summary>Sends bytes of a type, in as many records as they need.</summary>
    public async Task WriteAsync(byte type, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var start = 0; start == 0 || start < bytes.Length; start += MostInRecord)
        {
            var piece = bytes[start..Math.Min(bytes.Length, start + MostInRecord)];
            var data = _outgoing is null ? piece.ToArray() : _outgoing.Seal(type, piece.Span);
            byte[] record = [type, 3, 3, (byte)(data.Length >> 8), (byte)data.Length, .. data];
            await stream.WriteAsync(record, cancellationToken);
        }
    }

    public void Dispose()
    {
        _incoming?.Dispose();
        _outgoing?.Dispose();
    }

    /// <summary>One direction with its key and its count of records.</summary>
    private sealed class Way(byte[] key, byte[] iv) : IDisposable
    {
        private readonly AesGcm _cipher = new(key, TagLength);
        private ulong _number;

        public byte[] Open(byte[] header, byte[] data)
        {
            if (data.Length < ExplicitNonceLength + TagLength)
                throw new AuthenticationException("A record is too short.");
            var plain = new byte[data.Length - ExplicitNonceLength - TagLength];
            _cipher.Decrypt(
                (byte[])[.. iv, .. data[..ExplicitNonceLength]], data.AsSpan(ExplicitNonceLength, plain.Length),
                    data.AsSpan(data.Length - TagLength), plain, Known(header[0], plain.Length));
            return plain;
        }

        public byte[] Seal(byte type, ReadOnlySpan<byte> plain)
        {
            var nonce = new byte[ExplicitNonceLength];
            BinaryPrimitives.WriteUInt64BigEndian(nonce, _number);
            var cipher = new byte[plain.Length];
            var tag = new byte[TagLength];
            _cipher.Encrypt((byte[])[.. iv, .. nonce], plain, cipher, tag, Known(type, plain.Length));
            return [.. nonce, .. cipher, .. tag];
        }

        public void Dispose() => _cipher.Dispose();

        // What is protected though it is not encrypted: number, type, version, length.
        private byte[] Known(byte type, int length)
        {
            var known = new byte[13];
            BinaryPrimitives.WriteUInt64BigEndian(known, _number++);
            (known[8], known[9], known[10]) = (type, 3, 3);
            BinaryPrimitives.WriteUInt16BigEndian(known.AsSpan(11), (ushort)length);
            return known;
        }
    }
}
