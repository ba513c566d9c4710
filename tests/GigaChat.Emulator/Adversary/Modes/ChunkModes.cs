using System.Globalization;
using System.Text;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Chunks that are none, or have no end.</summary>
internal static class ChunkModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        New("chunk-size-words", "A size that is no number.", static exchange => WithAsync(exchange, "zz\r\nabc\r\n0\r\n\r\n")),
        New("chunk-size-escape", "A size that is terminal sequences.", static exchange
            => WithAsync(exchange, $"{HostileText.InHeader}\r\nabc\r\n0\r\n\r\n")),
        New("chunk-size-negative", "A size below 0.", static exchange => WithAsync(exchange, "-1\r\nabc\r\n0\r\n\r\n")),
        New("chunk-size-beyond-64-bits", "A size that no number of a computer holds.", static exchange
            => WithAsync(exchange, "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n")),
        New("chunk-size-largest", "One chunk of 2^63 - 1 bytes, sent without an end.", static async exchange =>
        {
            await WithAsync(exchange, "7FFFFFFFFFFFFFFF\r\n");
            await exchange.RepeatAsync(Pieces.Blanks);
        }),
        New("chunk-end-missing", "A body whose last chunk never comes.", static exchange
            => exchange.WriteAsync(exchange.Good.Heads("Transfer-Encoding: chunked\r\n"), Chunked(exchange.Good.Body)[..^5])) with
        {
            // A stream has its own end mark.
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Download,
        },
        New("chunk-line-end-missing", "A chunk that is longer than its size.",
            static exchange => WithAsync(exchange, $"1\r\n{Encoding.UTF8.GetString(exchange.Good.Body.Span)}\r\n0\r\n\r\n")),
        New("chunk-extension-endless", "A chunk extension without an end.", static async exchange =>
        {
            await WithAsync(exchange, "5;");
            await exchange.RepeatAsync(Pieces.Letters);
        }),
        New("chunk-trailer-endless", "Headers without an end behind the body.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads("Transfer-Encoding: chunked\r\n"), Chunked(exchange.Good.Body)[..^2]);
            await exchange.RepeatAsync(Pieces.Of("X-Flood: planted\r\n"u8));
        }) with
        {
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Download,
        },
        New("chunk-bytes", "Each byte in a chunk of its own.", static exchange => exchange.WriteAsync(
            exchange.Good.Heads("Transfer-Encoding: chunked\r\n"),
            Encoding.Latin1.GetBytes(string.Concat(exchange.Good.Body.ToArray().Select(static one
                => $"1\r\n{(char)one}\r\n")) + "0\r\n\r\n"))) with
        {
            MustFail = AdversaryTargets.None,
            MustSucceed = AdversaryTargets.All,
        },
        New("chunk-endless", "Chunks without an end.", static async exchange =>
        {
            await WithAsync(exchange, "");
            await exchange.RepeatAsync(Chunked(Pieces.Blanks)[..^5]);
        }),
        New("transfer-coding-unknown", "A transfer coding that was not asked for.",
            static exchange => exchange.WriteAsync(exchange.Good.Heads("Transfer-Encoding: planted\r\n"), exchange.Good.Body)) with
        {
            // A client that leaves it out finds the body as it is.
            MustFail = AdversaryTargets.None,
        },
    ];

    /// <summary>A body as one chunk, with its end.</summary>
    public static ReadOnlyMemory<byte> Chunked(ReadOnlyMemory<byte> body)
        => (byte[])[.. Encoding.ASCII.GetBytes(body.Length.ToString("X", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. body.Span,
            .. "\r\n0\r\n\r\n"u8];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Chunk, description, answer);

    private static Task WithAsync(AdversaryExchange exchange, string body)
        => exchange.WriteAsync(exchange.Good.Heads("Transfer-Encoding: chunked\r\n") + body);
}
