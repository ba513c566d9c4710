namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>First lines that are none, or say more than a status.</summary>
internal static class StatusLineModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        New("status-line-garbage", "A word instead of a status line.", static exchange => exchange.WriteAsync("HELLO\r\n\r\n")),
        New("status-line-missing", "The body alone, as HTTP/0.9 had it.", static exchange => exchange.WriteAsync(exchange.Good.Body)),
        New("status-line-version", "A version of HTTP that does not exist.", static exchange
            => WithStatusAsync(exchange, "HTTP/3.7 200 OK")),
        New("status-line-escape", "A status line that begins with terminal sequences.",
            static exchange => WithStatusAsync(exchange, HostileText.All + " 200 OK")),
        New("status-code-short", "A status of two digits.", static exchange => WithStatusAsync(exchange, "HTTP/1.1 20 OK")),
        New("status-code-long", "A status of four digits.", static exchange => WithStatusAsync(exchange, "HTTP/1.1 2000 OK")),
        New("status-code-zero", "The status 000.", static exchange => WithStatusAsync(exchange, "HTTP/1.1 000 OK")),
        New("status-code-999", "The status 999.", static exchange => WithStatusAsync(exchange, "HTTP/1.1 999 OK")),
        New("status-code-words", "A status that is no number.", static exchange => WithStatusAsync(exchange, "HTTP/1.1 two hundred")),
        New("status-reason-escape", "A refusal whose reason phrase holds terminal sequences.",
            static exchange => exchange.WriteAsync($"HTTP/1.1 500 {HostileText.InHeader}\r\nContent-Length: 0\r\n\r\n")),
        New("status-reason-endless", "A reason phrase without an end.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 ");
            await exchange.RepeatAsync(Pieces.Letters);
        }),
        New("status-line-10", "HTTP/1.0: the end of the connection is the end of the body.",
            static exchange => exchange.WriteAsync($"HTTP/1.0 200 OK\r\nContent-Type: {exchange.Good.ContentType}\r\n\r\n",
                exchange.Good.Body)) with
        {
            MustFail = AdversaryTargets.None,
            MustSucceed = AdversaryTargets.All,
        },
        New("line-feeds-only", "Lines that end with LF alone.",
            static exchange => exchange.WriteAsync(exchange.Good.Head.Replace("\r\n", "\n", StringComparison.Ordinal),
                exchange.Good.Body)) with
        {
            MustFail = AdversaryTargets.None,
        },
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.StatusLine, description, answer);

    private static Task WithStatusAsync(AdversaryExchange exchange, string line)
        => exchange.WriteAsync(line + exchange.Good.Head["HTTP/1.1 200 OK".Length..], exchange.Good.Body);
}
