using System.Text;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Statuses that mean something else than an answer, or an answer that is not the whole of it.</summary>
internal static class StatusModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        New("interim-flood", "100 Continue without an end.", static exchange
            => exchange.RepeatAsync(Pieces.Of("HTTP/1.1 100 Continue\r\n\r\n"u8))) with
        {
            Stalls = true,
        },
        New("interim-hints", "103 Early Hints before a good answer.", static async exchange =>
        {
            await exchange.WriteAsync($"HTTP/1.1 103 Early Hints\r\nLink: <{HostileText.InHeader}>\r\n\r\n");
            await exchange.WriteGoodAsync();
        }) with
        {
            MustFail = AdversaryTargets.None,
            MustSucceed = AdversaryTargets.All,
        },
        New("interim-huge", "1xx answers with 100 headers each.", static exchange =>
        {
            var headers = string.Concat(Enumerable.Range(0, 100).Select(static n => $"X-{n}: planted\r\n"));
            return exchange.RepeatAsync(Pieces.Of(Encoding.ASCII.GetBytes($"HTTP/1.1 102 Processing\r\n{headers}\r\n")));
        }) with
        {
            Stalls = true,
        },
        New("switch-protocol", "101 Switching Protocols, and no word of HTTP any more.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: planted\r\nConnection: Upgrade\r\n\r\n");
            await exchange.RepeatAsync(Pieces.Letters);
        }),
        New("no-content", "204 with a body.", static exchange => exchange.WriteGoodAsync(status: "204 No Content")),
        New("reset-content", "205 with a body.", static exchange => exchange.WriteGoodAsync(status: "205 Reset Content")) with
        {
            MustFail = AdversaryTargets.None,
        },
        New("partial-content", "206 with half a body to a request without a range.", static exchange => PartialAsync(exchange)) with
        {
            Targets = AdversaryTargets.Download,
            MustFail = AdversaryTargets.Download,
        },
        New("partial-json", "206 with the whole of a document.", static exchange
            => exchange.WriteGoodAsync("Content-Range: bytes 0-9/10\r\n", "206 Partial Content")) with
        {
            Targets = AdversaryTargets.Documents | AdversaryTargets.Stream,
            MustFail = AdversaryTargets.None,
        },
        New("not-modified", "304 to a request without a condition.", static exchange
            => exchange.WriteAsync("HTTP/1.1 304 Not Modified\r\n\r\n")),
        New("status-unheard-of", "299 with a good body.", static exchange => exchange.WriteGoodAsync(status: "299 Planted")) with
        {
            MustFail = AdversaryTargets.None,
        },
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Status, description, answer);

    private static Task PartialAsync(AdversaryExchange exchange)
    {
        var half = exchange.Good.Body.Length / 2;
        var headers = $"Content-Length: {half}\r\nContent-Range: bytes 0-{half - 1}/{exchange.Good.Body.Length}\r\n";
        return exchange.WriteAsync(exchange.Good.Heads(headers, "206 Partial Content"), exchange.Good.Body[..half]);
    }
}
