using System.IO.Compression;
using System.Text;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Encodings and types that were not asked for, or that the body does not have.</summary>
internal static class EncodingModes
{
    private const AdversaryTargets Read = AdversaryTargets.Documents | AdversaryTargets.Stream;

    // 16 MB of blanks as one member of a gzip file; members may follow each other.
    private static readonly Lazy<byte[]> Bomb = new(static () =>
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.SmallestSize))
        {
            for (var i = 0; i < 256; i++)
                gzip.Write(Pieces.Blanks.Span);
        }

        return file.ToArray();
    });

    public static IEnumerable<AdversaryMode> All =>
    [
        New("gzip-bomb", "16 GB of blanks in 16 MB of gzip.", static exchange
            => exchange.WriteAsync(exchange.Good.Heads($"Content-Encoding: gzip\r\nContent-Length: {Bomb.Value.Length * 1000}\r\n"),
                Pieces.Repeated(Bomb.Value, 1000)), Read),
        New("gzip-broken", "A body that is called gzip and is none.", static exchange
            => WithAsync(exchange, "Content-Encoding: gzip\r\n", "\u001f\u008bplanted"), Read),
        New("gzip-in-name", "A good body that is called gzip.", static exchange
            => WithAsync(exchange, "Content-Encoding: gzip\r\n"), AdversaryTargets.None),
        New("encoding-unknown", "A content encoding that was not asked for.", static exchange
            => WithAsync(exchange, $"Content-Encoding: {HostileText.InHeader}\r\n"), AdversaryTargets.None),
        New("charset-unknown", "A character set that does not exist.", static exchange
            => TypedAsync(exchange, exchange.Good.ContentType.Split(';')[0] + "; charset=planted", exchange.Good.Body),
                AdversaryTargets.None),
        New("charset-utf16", "A body in UTF-16, and called so.", static exchange
            => TypedAsync(exchange, exchange.Good.ContentType.Split(';')[0] + "; charset=utf-16", Utf16(exchange)), Read),
        New("utf16-in-disguise", "A body in UTF-16 that is called UTF-8.", static exchange
            => TypedAsync(exchange, exchange.Good.ContentType, Utf16(exchange)), Read),
        New("type-missing", "No Content-Type.", static exchange
            => exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {exchange.Good.Body.Length}\r\n\r\n", exchange.Good.Body), Read),
        New("type-html", "A web page with status 200.", static exchange => TypedAsync(
            exchange, "text/html; charset=utf-8", Encoding.UTF8.GetBytes($"<html><title>{HostileText.All}</title></html>")),
                AdversaryTargets.All),
        New("type-binary", "A good body that is called a file.", static exchange
            => TypedAsync(exchange, "application/octet-stream", exchange.Good.Body), Read),
        New("type-multipart", "A good body as one of several parts.", static exchange => TypedAsync(
            exchange,
            "multipart/mixed; boundary=planted",
            (byte[])[.. "--planted\r\nContent-Type: application/json\r\n\r\n"u8, .. exchange.Good.Body.Span, .. "\r\n--planted--\r\n"u8]),
                Read),
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer, AdversaryTargets mustFail)
        => new(name, AdversaryCategory.Encoding, description, answer) { MustFail = mustFail };

    private static Task WithAsync(AdversaryExchange exchange, string header, string? body = null)
    {
        var bytes = body is null ? exchange.Good.Body : Encoding.Latin1.GetBytes(body);
        return exchange.WriteAsync(exchange.Good.Heads($"{header}Content-Length: {bytes.Length}\r\n"), bytes);
    }

    private static Task TypedAsync(AdversaryExchange exchange, string type, ReadOnlyMemory<byte> body)
        => exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n", body);

    private static byte[] Utf16(AdversaryExchange exchange) => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(exchange.Good.Body.Span));
}
