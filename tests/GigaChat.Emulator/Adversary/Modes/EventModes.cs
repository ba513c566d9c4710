using System.Text;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Event streams that say nothing, or never end.</summary>
internal static class EventModes
{
    private static readonly byte[] Comment = ": planted\n\n"u8.ToArray();
    private static readonly byte[] EmptyEvent = "data: {}\n\n"u8.ToArray();
    private static readonly byte[] BlankPiece = Encoding.UTF8.GetBytes($"data: {GoodAnswer.Piece("")}\n\n");

    public static IEnumerable<AdversaryMode> All =>
    [
        Endless("events-comments", "Comments without an end.", Comment),
        Slow("events-comments-slow", "A comment now and then, without an end.", Comment),
        Endless("events-blank-lines", "Blank lines without an end.", "\n"u8.ToArray()),
        Slow("events-blank-lines-slow", "A blank line now and then, without an end.", "\n"u8.ToArray()),
        Endless("events-empty", "Events without content, without an end.", EmptyEvent),
        Slow("events-empty-slow", "An event without content now and then, without an end.", EmptyEvent),
        Slow("events-blank-pieces-slow", "Pieces without text now and then, without an end.", BlankPiece),
        Endless("events-retry", "Settings of the stream without an end.",
            Encoding.ASCII.GetBytes("retry: 99999999999999999999\nid: a\nevent: b\n\n")),
        New("events-line-endless", "A line without an end.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads("") + "data: ");
            await exchange.RepeatAsync(Pieces.Letters);
        }),
        New("events-line-slow", "A line that grows by a byte now and then.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads("") + "data: {\"choices\":[{\"delta\":{\"content\":\"");
            await exchange.DripAsync("a"u8.ToArray());
        }) with
        {
            Stalls = true,
        },
        New("events-data-endless", "One event of lines without an end.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads(""));
            await exchange.RepeatAsync(Pieces.Of("data: a\n"u8));
        }),
        With("events-nul", "A NUL in an event.", static () => $"data: {GoodAnswer.Piece("a\0b")}\n\n", mustFail: true),
        With("events-not-json", "An event that is terminal sequences.", static () => $"data: {HostileText.InHeader}\n\n", mustFail: true),
        With("events-refusal", "An event that is a refusal.",
            static () => $$"""data: {"status":500,"message":"{{HostileText.Json(HostileText.All)}}"}""" + "\n\ndata: [DONE]\n\n",
                mustFail: true),
        With("events-done-only", "The end mark alone.", static () => "data: [DONE]\n\n", mustFail: true),
        With("events-end-missing", "The stream ends without its last event.", static ()
            => $"data: {GoodAnswer.Piece(GoodAnswer.Text)}\n\n", mustFail: true),
        With("events-mark", "A byte order mark before a good stream.", static () => "\ufeff" + Stream(), mustFail: false),
        With("events-carriage-returns", "Lines that end with CR alone, which the standard allows.", static ()
            => Stream().Replace('\n', '\r'), mustFail: false),
        With("events-settings", "A good stream with a time to wait that is no number, and ids of terminal sequences.",
            static () => $"retry: soon\nid: {HostileText.InHeader}\nevent: {HostileText.InHeader}\n\n" + Stream(), mustFail: false),
        With("events-in-lines", "A good stream whose data comes in several lines.",
            static () => Stream().Replace("\"choices\":", "\ndata: \"choices\":", StringComparison.Ordinal), mustFail: false),
        New("events-after-end", "Events without an end behind the end mark.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads("") + Stream());
            await exchange.RepeatAsync(Pieces.Of(EmptyEvent));
        }) with
        {
            MustFail = AdversaryTargets.None,
            MustSucceed = AdversaryTargets.Stream,
        },
        New("events-as-document", "A good stream that is called JSON.", static exchange
            => exchange.WriteAsync((exchange.Good with { ContentType = "application/json" }).Head, exchange.Good.Body)),
    ];

    private static string Stream()
        => Encoding.UTF8.GetString(GoodAnswer.Events(GoodAnswer.Piece(GoodAnswer.Text), GoodAnswer.Last, "[DONE]").Body.Span);

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Events, description, answer) { Targets = AdversaryTargets.Stream,
            MustFail = AdversaryTargets.Stream };

    private static AdversaryMode Endless(string name, string description, byte[] events) => New(name, description, async exchange =>
    {
        await exchange.WriteAsync(exchange.Good.Heads(""));
        await exchange.RepeatAsync(Pieces.Of(events));
    });

    private static AdversaryMode Slow(string name, string description, byte[] events) => New(name, description, async exchange =>
    {
        await exchange.WriteAsync(exchange.Good.Heads(""));
        await exchange.DripAsync(events);
    }) with
    {
        Stalls = true,
    };

    private static AdversaryMode With(string name, string description, Func<string> body, bool mustFail) => New(name, description, exchange
        => exchange.WriteAsync(exchange.Good.Heads("") + body())) with
    {
        MustFail = mustFail ? AdversaryTargets.Stream : AdversaryTargets.None,
        MustSucceed = mustFail ? AdversaryTargets.None : AdversaryTargets.Stream,
    };
}
