using GigaChat.Emulator.Adversary;
using GigaChat.Emulator.Adversary.Tls;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Handshakes that lead to no connection.</summary>
internal static class HandshakeCases
{
    private const ushort NullSuite = 0x003B;
    private const ushort ExportSuite = 0x0003;
    private const ushort Rc4Suite = 0x0005;

    public static IEnumerable<TlsCase> All =>
    [
        Hello("ssl-3", "SSL 3.0 and nothing else.", "It is too old.", 0x0300, 0x002F),
        Hello("tls-1-0", "TLS 1.0 and nothing else.", "It is too old.", 0x0301, 0xC013),
        Hello("tls-1-1", "TLS 1.1 and nothing else.", "It is too old.", 0x0302, 0xC013),
        Hello("tls-unheard-of", "A version that does not exist.", "It was not offered.", 0x0399, 0xC02F),
        Hello("cipher-null", "No encryption.", "It was not offered.", TlsHandshake.Version12, NullSuite),
        Hello("cipher-export", "Encryption with 40 bits.", "It was not offered.", TlsHandshake.Version12, ExportSuite),
        Hello("cipher-rc4", "RC4.", "It was not offered.", TlsHandshake.Version12, Rc4Suite),
        Hello("compression", "Compression, which gives secrets away by their length.", "It was not offered.", TlsHandshake.Version12,
            0xC02F, compression: 1),
        Bytes("alert", "The alert handshake_failure.", "The server does not want to.", 0x15, 3, 3, 0, 2, 2, 40),
        Bytes("alert-unheard-of", "An alert that does not exist.", "The server does not want to.", 0x15, 3, 3, 0, 2, 99, 99),
        Bytes("plain-http", "HTTP without TLS.", "It is no TLS.",
            [.. System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 400 {HostileText.InHeader}\r\nContent-Length: 0\r\n\r\n")]),
        Bytes("record-huge", "A record that is longer than one may be.", "It is no TLS.", [0x16, 3, 3, 0xFF, 0xFF, .. new byte[0xFFFF]]),
        Bytes("hang-up", "The end of the connection.", "There is no server."),
        New("endless-records", "Empty records without an end.", "It leads nowhere.", static async (stream, cancellationToken) =>
        {
            var records = Pieces.Of([0x16, 3, 3, 0, 0]);
            while (true)
                await stream.WriteAsync(records, cancellationToken);
        }),
        New("endless-certificate", "A certificate of 16 MB.", "No certificate is so large.", static async (stream, cancellationToken) =>
        {
            await new TlsHandshake(new(stream)).WriteHelloAsync(TlsHandshake.Version12, 0xC02F, compression: 0, cancellationToken);
            await stream.WriteAsync(new byte[] { 0x16, 3, 3, 0x40, 0, 11, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFC }, cancellationToken);
            await stream.WriteAsync(new byte[0x4000 - 7], cancellationToken);
            while (true)
                await stream.WriteAsync((byte[])[0x16, 3, 3, 0x40, 0, .. new byte[0x4000]], cancellationToken);
        }),
        new("other-key", "A good chain, shown without having its key.", TlsExpectation.Broken,
            "The server cannot prove that the certificate is its own.")
        {
            HasOtherKey = true,
            Server = static host => CertificateRecipe.Server(host),
        },
        new("no-certificate", "An empty chain.", TlsExpectation.Broken, "There is nothing to judge.")
        {
            Answer = static async (stream, cancellationToken) =>
            {
                await new TlsHandshake(new(stream)).WriteHelloAsync(TlsHandshake.Version12, 0xC02F, compression: 0, cancellationToken);
                await stream.WriteAsync(new byte[] { 0x16, 3, 3, 0, 7, 11, 0, 0, 3, 0, 0, 0 }, cancellationToken);
            },
        },
        new("broken-certificate", "Bytes that are no certificate.", TlsExpectation.Broken, "There is nothing to judge.")
        {
            Answer = static async (stream, cancellationToken) =>
            {
                await new TlsHandshake(new(stream)).WriteHelloAsync(TlsHandshake.Version12, 0xC02F, compression: 0, cancellationToken);
                await stream.WriteAsync(new byte[] { 0x16, 3, 3, 0, 14, 11, 0, 0, 10, 0, 0, 7, 0, 0, 4, 0x30, 0x82, 0xFF, 0xFF },
                    cancellationToken);
            },
        },
    ];

    private static TlsCase New(string name, string description, string reason, Func<Stream, CancellationToken, Task> answer)
        => new(name, description, TlsExpectation.Broken, reason) { Answer = answer };

    private static TlsCase Hello(string name, string description, string reason, ushort version, ushort suite, byte compression = 0)
        => New(name, description, reason, (stream, cancellationToken)
            => new TlsHandshake(new(stream)).WriteHelloAsync(version, suite, compression, cancellationToken));

    private static TlsCase Bytes(string name, string description, string reason, params byte[] bytes)
        => New(name, description, reason, (stream, cancellationToken) => stream.WriteAsync(bytes, cancellationToken).AsTask());
}
