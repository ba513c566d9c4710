using System.Globalization;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Lengths that are none, and bodies that do not have the length they were announced with.</summary>
internal static class LengthModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        Unreadable("length-negative", "A length below 0.", static exchange => WithAsync(exchange, "-1")),
        Unreadable("length-words", "A length that is no number.", static exchange => WithAsync(exchange, "many")),
        Unreadable("length-hexadecimal", "A length in another base.", static exchange => WithAsync(exchange, "0x40")),
        Unreadable("length-beyond-64-bits", "A length that no number of a computer holds.", static exchange
            => WithAsync(exchange, "99999999999999999999999")),
        New("length-largest", "2^63 - 1 bytes announced, and sent without an end.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads("Content-Length: 9223372036854775807\r\n"));
            await exchange.RepeatAsync(Pieces.Blanks);
        }),
        New("length-too-long", "A body that ends before its length.",
            static exchange => WithAsync(exchange, (exchange.Good.Body.Length * 2).ToString(CultureInfo.InvariantCulture))) with
        {
            // A stream has its own end mark.
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Download,
        },
        New("length-too-short", "A body that goes on behind its length.",
            static exchange => WithAsync(exchange, (exchange.Good.Body.Length / 2).ToString(CultureInfo.InvariantCulture))) with
        {
            // Half a file is a file, too: nothing says that there was more.
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Stream,
        },
        New("length-zero", "The length 0 before a body.", static exchange => WithAsync(exchange, "0")),
        Unreadable("length-twice", "Two lengths that contradict each other.",
            static exchange => WithAsync(exchange, $"{exchange.Good.Body.Length}\r\nContent-Length: {exchange.Good.Body.Length / 2}")),
        Unreadable("length-list", "The length as a list of two numbers.",
            static exchange => WithAsync(exchange, $"{exchange.Good.Body.Length}, {exchange.Good.Body.Length / 2}")),
        Unreadable("length-and-chunks", "A length and chunks, and the chunks end before it.", static exchange => exchange.WriteAsync(
            exchange.Good.Heads($"Content-Length: {exchange.Good.Body.Length}\r\nTransfer-Encoding: chunked\r\n"),
                ChunkModes.Chunked(exchange.Good.Body[..(exchange.Good.Body.Length / 2)]))),
        New("body-endless", "Blanks without an end.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads(""));
            await exchange.RepeatAsync(Pieces.Blanks);
        }),
        New("body-missing", "A head alone.", static exchange => exchange.WriteAsync(exchange.Good.Heads("Content-Length: 0\r\n"))),
        New("body-cut", "Half a body, and the end of the connection where no length was announced.",
            static exchange => exchange.WriteAsync(exchange.Good.Heads(""), exchange.Good.Body[..(exchange.Good.Body.Length / 2)])) with
        {
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Stream,
        },
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Length, description, answer);

    // The end of a JSON document shows that it is complete. A file has no such end, so its length must be readable.
    private static AdversaryMode Unreadable(string name, string description, Func<AdversaryExchange, Task> answer)
        => New(name, description, answer) with { MustFail = AdversaryTargets.Download };

    private static Task WithAsync(AdversaryExchange exchange, string length)
        => exchange.WriteAsync(exchange.Good.Heads($"Content-Length: {length}\r\n"), exchange.Good.Body);
}
