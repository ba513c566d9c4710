using System.Text;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Error answers that carry something else than an explanation: sequences, floods, and the secrets of the request.</summary>
internal static class RefusalModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        With("refusal-escape", "An explanation that holds terminal sequences.", "400 Bad Request", static _
            => Message(HostileText.Json(HostileText.All))),
        With("refusal-lines", "An explanation of a thousand lines.", "400 Bad Request", static _
            => Message(string.Concat(Enumerable.Repeat("planted\\r\\n", 1000)))),
        With("refusal-huge", "An explanation of 4 MB.", "500 Internal Server Error", static _ => Message(new string('a', 4 << 20))),
        With("refusal-depth", "A million arrays in each other.", "400 Bad Request", static _ => new string('[', 1_000_000)),
        With("refusal-null", "null.", "400 Bad Request", static _ => "null"),
        With("refusal-types", "Members of wrong types.", "400 Bad Request", static _
            => """{"code":"planted","message":{"a":[1]},"status":[]}"""),
        With("refusal-code-huge", "A code that no number holds.", "400 Bad Request", static _
            => """{"code":1e999999,"message":"planted"}"""),
        With("refusal-half-character", "Half a character.", "400 Bad Request", static _ => Message("planted\\ud800")),
        New("refusal-endless", "An explanation without an end.", static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n");
            await exchange.RepeatAsync(Pieces.Blanks);
        }),
        New("refusal-page", "A page of a gateway.", static exchange => SendAsync(
            exchange, "502 Bad Gateway", "text/html",
                $"<html><title>{HostileText.All}</title><body>{new string('a', 100_000)}</body></html>")),
        New("refusal-ids-escape", "Ids that hold terminal sequences.", static exchange
            => exchange.WriteAsync($"HTTP/1.1 403 Forbidden\r\nX-Request-ID: {HostileText.InHeader}\r\nContent-Length: 0\r\n\r\n")),
        New("refusal-ids-huge", "An id of 30 KB.", static exchange
            => exchange.WriteAsync($"HTTP/1.1 403 Forbidden\r\nX-Request-ID: {new string('a', 30 * 1024)}\r\nContent-Length: 0\r\n\r\n")),
        New("refusal-wait-huge", "429 with a time to wait that no clock has.", static exchange
            => exchange.WriteAsync("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n")),
        With("refusal-unauthorized", "401 to every token.", "401 Unauthorized", static _ => Message("planted")),
        With("refusal-echo", "The header Authorization as an explanation.", "400 Bad Request", static exchange
            => Message(Escaped(Authorization(exchange)))),
        With("refusal-echo-decoded", "What the header Authorization holds, decoded.", "400 Bad Request", static exchange
            => Message(Escaped(Decoded(exchange)))),
        With("refusal-echo-part", "The second half of what the header Authorization holds.", "400 Bad Request",
            static exchange => Message(Escaped(Decoded(exchange).Split(':')[^1]))),
        New("refusal-echo-id", "The header Authorization as the id of the request.", static exchange
            => exchange.WriteAsync($"HTTP/1.1 403 Forbidden\r\nX-Request-ID: {Authorization(exchange)}\r\nContent-Length: 0\r\n\r\n")),
        New("refusal-echo-reason", "The header Authorization as the reason phrase.", static exchange
            => exchange.WriteAsync($"HTTP/1.1 500 {Authorization(exchange)}\r\nContent-Length: 0\r\n\r\n")),
        New("refusal-echo-status-line", "The header Authorization instead of a status line.", static exchange
            => exchange.WriteAsync($"{Authorization(exchange)}\r\n\r\n")),
        New("refusal-echo-type", "The header Authorization as the type of a good answer.", static exchange =>
        {
            var type = "text/" + Authorization(exchange).Split(' ')[^1].TrimEnd('=');
            return exchange.WriteAsync((exchange.Good with { ContentType = type }).Head, exchange.Good.Body);
        }) with
        {
            MustFail = AdversaryTargets.Documents | AdversaryTargets.Stream,
        },
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Refusal, description, answer);

    private static AdversaryMode With(string name, string description, string status, Func<AdversaryExchange, string> json)
        => New(name, description, exchange => SendAsync(exchange, status, "application/json", json(exchange)));

    private static Task SendAsync(AdversaryExchange exchange, string status, string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return exchange.WriteAsync($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n", body);
    }

    private static string Message(string inside) => $$"""{"status":400,"code":3,"message":"{{inside}}"}""";

    private static string Authorization(AdversaryExchange exchange) => exchange.Request.Header("Authorization") ?? "planted";

    private static string Escaped(string text) => System.Text.Json.JsonEncodedText.Encode(text).Value;

    private static string Decoded(AdversaryExchange exchange)
    {
        var value = Authorization(exchange).Split(' ')[^1];
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(value));
        }
        catch (FormatException)
        {
            // A token, which is no Base64.
            return value;
        }
    }
}
