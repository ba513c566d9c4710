using static GigaChat.Emulator.Adversary.Http2.Http2Frame;

namespace GigaChat.Emulator.Adversary.Http2;

/// <summary>All ways to misbehave over HTTP/2: floods, bombs, and frames where none may be.</summary>
public static class Http2Modes
{
    private static readonly byte[] Sixteen = new byte[16 * 1024];

    public static IReadOnlyList<Http2Mode> All { get; } =
    [
        new("good", "A good answer.", GoodAsync) { MustFail = false, MustSucceed = true },

        // Floods.
        new("continuation-flood", "Headers that go on without an end.", static async exchange =>
        {
            await exchange.WriteAsync(New(Headers, 0, exchange.StreamId, Http2Exchange.Head));
            await exchange.RepeatAsync(New(Continuation, 0, exchange.StreamId, Block(("x-planted", new string('a', 8000)))));
        }),
        new("continuation-empty-flood", "Headers that go on with nothing, without an end.", static async exchange =>
        {
            await exchange.WriteAsync(New(Headers, 0, exchange.StreamId, Http2Exchange.Head));
            await exchange.RepeatAsync(New(Continuation, 0, exchange.StreamId, []));
        }) { Stalls = true },
        new("reset-flood", "Resets of the request, without an end.",
            static exchange => exchange.RepeatAsync(New(Reset, exchange.StreamId, 8))),
        new("reset-flood-unknown", "Resets of streams that were closed long ago, without an end.",
            static exchange => exchange.RepeatAsync(New(Reset, 1, 8))),
        new("settings-flood", "Settings without an end, each to be acknowledged.",
            static exchange => exchange.RepeatAsync(New(Settings, 0, 0, [0, 3, 0, 0, 0, 100]))) { Stalls = true },
        new("ping-flood", "Pings without an end, each to be answered.",
            static exchange => exchange.RepeatAsync(New(Ping, 0, 0, new byte[8]))) { Stalls = true },
        new("unknown-flood", "Frames of a type that does not exist, which are to be ignored, without an end.",
            static exchange => exchange.RepeatAsync(New(0x42, 0, 0, Sixteen))) { Stalls = true },
        new("window-flood", "Windows that grow by one, without an end.",
            static exchange => exchange.RepeatAsync(New(WindowUpdate, 0, 1))) { Stalls = true },
        new("data-empty-flood", "Data of no length, without an end.", static async exchange =>
        {
            await exchange.WriteHeadAsync();
            await exchange.RepeatAsync(New(Data, 0, exchange.StreamId, []));
        }) { Stalls = true },
        new("interim-flood", "Interim answers without an end.", static exchange
            => exchange.RepeatAsync(New(Headers, EndHeaders, exchange.StreamId, Block((":status", "103"))))) { Stalls = true },
        new("data-endless", "Data without an end, within the windows.", static async exchange =>
        {
            await exchange.WriteHeadAsync();
            await exchange.FillAsync();
        }),
        new("data-beyond-window", "Data without an end, beyond the windows.", static async exchange =>
        {
            await exchange.WriteHeadAsync();
            await exchange.RepeatAsync(New(Data, 0, exchange.StreamId, Sixteen));
        }),
        new("trailers-endless", "Trailers that go on without an end.", static async exchange =>
        {
            await exchange.WriteHeadAsync();
            await exchange.WriteAsync(New(Headers, EndStream, exchange.StreamId, Block(("x-planted", "a"))));
            await exchange.RepeatAsync(New(Continuation, 0, exchange.StreamId, Block(("x-planted", new string('a', 8000)))));
        }),

        // Header blocks.
        new("header-bomb", "A header of 4 KB that comes 10,000 times out of the table.", static async exchange =>
        {
            // 0x40: with a new entry of the table, which is number 62 then.
            byte[] bomb = [.. Http2Exchange.Head, 0x40, .. Text("x-planted"), .. Text(new string('a', 3900)),
                .. Enumerable.Repeat((byte)(0x80 | 62), 10_000)];
            await exchange.WriteAsync(New(Headers, EndHeaders | EndStream, exchange.StreamId, bomb));
        }),
        new("header-index", "A header of an entry that the table does not have.",
            static exchange => HeadAsync(exchange, [0xFF, 0xFF, 0x7F])),
        new("header-cut", "A header block that ends within a header.", static exchange => HeadAsync(exchange, [0, 20, (byte)'a'])),
        new("header-table-huge", "A table of 2 GB.", static exchange => HeadAsync(exchange, [0x3F, 0xE1, 0xFF, 0xFF, 0xFF, 0x07])),
        new("header-escape", "Headers that are terminal sequences.", static exchange => HeadAsync(exchange,
            Block((":status", "200"), ("x-" + HostileText.Clear, HostileText.InHeader)))),
        new("status-missing", "An answer without a status.", static exchange => HeadAsync(exchange, Block(("content-type", "text/plain")))),
        new("status-escape", "A status that is a terminal sequence.",
            static exchange => HeadAsync(exchange, Block((":status", HostileText.Clear)))),
        new("status-twice", "Two statuses.", static exchange => HeadAsync(exchange, Block((":status", "200"), (":status", "500")))),
        new("pseudo-unknown", "A pseudo-header of requests.",
            static exchange => HeadAsync(exchange, Block((":status", "200"), (":path", "/")))),

        // Frames where, or as, none may be.
        new("window-zero", "A window that grows by nothing.", static exchange => StallAsync(exchange, New(WindowUpdate, 0, 0))),
        new("window-overflow", "A window that grows beyond what it may.",
            static exchange => StallAsync(exchange, New(WindowUpdate, 0, int.MaxValue), New(WindowUpdate, 0, int.MaxValue))),
        new("frame-too-large", "A frame of 16 MB.", static exchange
            => StallAsync(exchange, New(Data, 0, exchange.StreamId, Sixteen, 0xFFFFFF))),
        new("settings-wrong", "Settings of a length that they cannot have.",
            static exchange => StallAsync(exchange, New(Settings, 0, 0, [1]))),
        new("settings-of-stream", "Settings of one stream.",
            static exchange => StallAsync(exchange, New(Settings, 0, exchange.StreamId, []))),
        new("padding-wrong", "More padding than the frame holds.", static async exchange =>
        {
            await exchange.WriteHeadAsync();
            await StallAsync(exchange, New(Data, Padded | EndStream, exchange.StreamId, [200, 1, 2]));
        }),
        new("data-first", "Data before the head.", static exchange => StallAsync(exchange,
            New(Data, EndStream, exchange.StreamId, Http2Exchange.Body))),
        new("data-of-connection", "Data of no stream.", static exchange => StallAsync(exchange, New(Data, 0, 0, Http2Exchange.Body))),
        new("data-after-end", "Data behind the end of the answer.", static async exchange =>
        {
            await GoodAsync(exchange);
            await exchange.RepeatAsync(New(Data, 0, exchange.StreamId, Http2Exchange.Body));
        }) { MustFail = false },
        new("continuation-alone", "Headers that go on and had not begun.", static exchange
            => StallAsync(exchange, New(Continuation, EndHeaders, exchange.StreamId, Http2Exchange.Head))),
        new("continuation-broken", "Another frame between headers.", static exchange => StallAsync(exchange,
            New(Headers, 0, exchange.StreamId, Http2Exchange.Head), New(Ping, 0, 0, new byte[8]))),
        new("push", "An answer to a request that was not made.", static exchange => StallAsync(exchange,
            New(PushPromise, EndHeaders, exchange.StreamId, [0, 0, 0, 2, .. Block((":method", "GET"), (":path", "/"))]))),
        new("stream-unknown", "An answer on a stream that does not exist.", static exchange => StallAsync(exchange,
            New(Headers, EndHeaders | EndStream, 4_711, Http2Exchange.Head))),
        new("away", "The end of the connection, explained by terminal sequences.", static exchange => StallAsync(exchange,
            Away(0, 0xB, HostileText.All))),
        new("refused", "Each stream refused.", static exchange => exchange.RefuseAsync()),
        new("http1", "An answer of HTTP/1.1.", static exchange => StallAsync(exchange,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray())),
        new("silent", "Pings now and then, and no answer.", static exchange => exchange.DripAsync(New(Ping, 0, 0, new byte[8])))
            { Stalls = true },
    ];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Http2Mode Find(string name)
        => All.FirstOrDefault(mode => mode.Name == name) ?? throw new ArgumentException($"There is no mode \"{name}\".", nameof(name));

    private static async Task GoodAsync(Http2Exchange exchange)
    {
        await exchange.WriteHeadAsync();
        await exchange.WriteAsync(New(Data, EndStream, exchange.StreamId, Http2Exchange.Body));
    }

    private static Task HeadAsync(Http2Exchange exchange, byte[] block)
        => StallAsync(exchange, New(Headers, EndHeaders | EndStream, exchange.StreamId, block));

    private static Task StallAsync(Http2Exchange exchange, params byte[][] frames) => exchange.WriteAsync(frames);
}
