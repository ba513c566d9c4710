namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Answers that stop, or come so slowly that they never end.</summary>
internal static class PaceModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        New("stall-before-head", "Nothing at all.", static exchange => exchange.StallAsync()),
        New("stall-in-head", "Half a head, and nothing more.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-");
            await exchange.StallAsync();
        }),
        New("stall-in-body", "Half a body, and nothing more.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Head, exchange.Good.Body[..(exchange.Good.Body.Length / 2)]);
            await exchange.StallAsync();
        }),
        New("drip-head", "A header that grows by a byte at a time.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nX-Drip: ");
            await exchange.DripAsync("a"u8.ToArray());
        }),
        New("drip-body", "A body that grows by a blank at a time.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Heads(""));
            await exchange.DripAsync(" "u8.ToArray());
        }) with
        {
            // A slow download is one nevertheless, and how long a file is the service does not have to say.
            Targets = AdversaryTargets.Documents | AdversaryTargets.Stream,
        },
        New("drip-interim", "100 Continue again and again.", static exchange
            => exchange.DripAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray())),
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Pace, description, answer) { Stalls = true };
}
