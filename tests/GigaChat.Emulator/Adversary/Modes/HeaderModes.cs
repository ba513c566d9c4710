namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Header sections that have no end, or hold what no header may.</summary>
internal static class HeaderModes
{
    private static readonly ReadOnlyMemory<byte> Headers = Pieces.Of("X-Flood: planted\r\n"u8);

    public static IEnumerable<AdversaryMode> All =>
    [
        New("header-flood", "Headers without an end.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\n");
            await exchange.RepeatAsync(Headers);
        }),
        New("header-endless", "One header without an end.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nX-Request-ID: ");
            await exchange.RepeatAsync(Pieces.Letters);
        }),
        New("header-huge", "A header of 1 MB.", static exchange
            => exchange.WriteGoodAsync($"X-Request-ID: {new string('a', 1 << 20)}\r\n")),
        New("header-many", "10,000 headers.", static exchange
            => exchange.WriteGoodAsync(string.Concat(Enumerable.Range(0, 10_000).Select(static n => $"X-{n}: a\r\n")))),
        New("header-name-escape", "A header whose name holds terminal sequences.",
            static exchange => exchange.WriteGoodAsync($"X-{HostileText.InHeader}: a\r\n")),
        New("header-name-blank", "A blank in the name of a header.", static exchange => exchange.WriteGoodAsync("X Request ID: a\r\n")),
        New("header-name-missing", "A header without a name.", static exchange => exchange.WriteGoodAsync(": planted\r\n")),
        New("header-colon-missing", "A line that is no header.",
            static exchange => exchange.WriteGoodAsync($"{HostileText.InHeader}\r\n")),
        New("header-nul", "A NUL in a header.", static exchange => exchange.WriteGoodAsync("X-Request-ID: a\0b\r\n")) with
        {
            MustFail = AdversaryTargets.None,
        },
        New("header-folded", "A header that goes on in the next line, which HTTP/1.1 no longer allows.",
            static exchange => exchange.WriteGoodAsync("X-Request-ID: a\r\n b\r\n")) with
        {
            MustFail = AdversaryTargets.None,
        },
        New("header-value-escape", "Good answers whose ids hold terminal sequences.",
            static exchange => exchange.WriteGoodAsync(
                $"X-Request-ID: {HostileText.InHeader}\r\nX-Session-ID: {HostileText.InHeader}\r\n")) with
        {
            MustFail = AdversaryTargets.None,
        },
        New("header-type-broken", "A Content-Type that is none.",
            static exchange => exchange.WriteAsync(
                $"HTTP/1.1 200 OK\r\nContent-Type: ;;{HostileText.InHeader}/=\r\nContent-Length: {exchange.Good.Body.Length}\r\n\r\n",
                    exchange.Good.Body)) with
        {
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Stream,
        },
        New("header-type-escape", "A Content-Type with terminal sequences.",
            static exchange => exchange.WriteAsync(
                $"HTTP/1.1 200 OK\r\nContent-Type: text/{HostileText.InHeader}\r\nContent-Length: {exchange.Good.Body.Length}\r\n\r\n",
                    exchange.Good.Body)) with
        {
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Stream,
        },
        New("header-type-many", "Two Content-Types that contradict each other.",
            static exchange => exchange.WriteGoodAsync("Content-Type: text/html\r\n")) with
        {
            MustFail = AdversaryTargets.None,
        },
        New("header-date-broken", "A Date that is none.",
            static exchange => exchange.WriteGoodAsync($"Date: {HostileText.InHeader}\r\nRetry-After: {HostileText.InHeader}\r\n")) with
        {
            MustFail = AdversaryTargets.None,
        },
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Header, description, answer);
}
