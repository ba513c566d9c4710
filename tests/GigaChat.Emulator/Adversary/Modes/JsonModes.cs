using System.Text;
using System.Text.RegularExpressions;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>JSON that is none, or not what was asked for. To a stream it comes as the data of an event.</summary>
internal static class JsonModes
{
    private const AdversaryTargets Read = AdversaryTargets.Documents | AdversaryTargets.Stream;

    public static IEnumerable<AdversaryMode> All =>
    [
        New("json-depth", "A million arrays in each other.", static _ => new string('[', 1_000_000), Read),
        New("json-depth-objects", "100,000 objects in each other.", static _
            => string.Concat(Enumerable.Repeat("""{"choices":""", 100_000)), Read),
        New("json-depth-unknown", "100,000 arrays in a member without a meaning.",
            static exchange => Before(exchange, "\"planted\":" + new string('[', 100_000) + new string(']', 100_000)), Read),
        New("json-cut", "Half a document.", static exchange => Good(exchange)[..(Good(exchange).Length / 2)], Read),
        New("json-more", "A word behind the document.", static exchange => Good(exchange) + " planted", Read),
        New("json-two", "Two documents.", static exchange => Good(exchange) + Good(exchange), Read),
        New("json-null", "null.", static _ => "null", Read),
        New("json-array", "An array instead of an object.", static _ => "[]", Read),
        New("json-text", "A text instead of an object.", static _ => $"\"{HostileText.Json(HostileText.All)}\"", Read),
        New("json-number", "A number instead of an object.", static _ => "1e999999", Read),
        New("json-empty", "An object without members.", static _ => "{}", AdversaryTargets.SignIn | AdversaryTargets.Stream),
        New("json-types", "Every member of another type than it should be.", static _ => Types, Read),
        New("json-names-escape", "Members whose names hold terminal sequences, of a wrong type.",
            static _ => Names, Read),
        New("json-members-twice", "Every member twice, the second time null.",
            static exchange => Good(exchange)[..^1] + ""","choices":null,"data":null,"access_token":null,"id":null,"expires_at":0}""",
                AdversaryTargets.SignIn | AdversaryTargets.Stream),
        New("json-members", "200,000 members without a meaning.",
            static exchange => Before(exchange, string.Join(',', Enumerable.Range(0, 200_000).Select(static n => $"\"{n}\":0"))),
                AdversaryTargets.None),
        New("json-numbers-huge", "Numbers no type holds.", static exchange => Numbers(exchange, "1e999999"), Read),
        New("json-numbers-long", "Numbers of 1 MB.", static exchange => Numbers(exchange, new string('9', 1 << 20)), Read),
        New("json-numbers-broken", "NaN for numbers.", static exchange => Numbers(exchange, "NaN"), Read),
        New("json-numbers-extreme", "The smallest numbers there are.", static exchange => Numbers(exchange, "-9223372036854775808"),
            AdversaryTargets.None),
        New("json-comment", "A comment.", static exchange => "/* planted */" + Good(exchange), Read),
        New("json-half-character", "Half a character in every text.", static exchange => Texts(exchange, "\\ud800"), Read),
        New("json-nul", "A NUL in the document.", static exchange => "\0" + Good(exchange), Read),
        New("json-mark", "A byte order mark before the document.", static exchange => "\ufeff" + Good(exchange), AdversaryTargets.None),
        New("json-text-huge", "Texts of 4 MB.", static exchange => Texts(exchange, new string('a', 4 << 20)), AdversaryTargets.None),
        New("json-text-escape", "Texts that hold terminal sequences.", static exchange
            => Texts(exchange, HostileText.Json(HostileText.All)), AdversaryTargets.SignIn) with
        {
            MustSucceed = AdversaryTargets.Json | AdversaryTargets.Stream,
        },
        new("json-bytes", AdversaryCategory.Json, "Bytes that are no UTF-8.", static exchange => SendAsync(
            exchange, (byte[])[.. Encoding.UTF8.GetBytes(Texts(exchange, "#")).SelectMany(static one => one == (byte)'#'
                ? (byte[])[0xC3, 0x28, 0xED, 0xA0, 0x80] : [one])]))
        {
            Targets = Read,
            MustFail = Read,
        },
        Token("token-line-break", "A token that would end its header.", "planted\\r\\nX-Planted: 1"),
        Token("token-nul", "A token with a NUL.", "planted\\u0000"),
        Token("token-not-ascii", "A token of letters that no header has.", "ключ"),
        Token("token-blank", "A token with blanks in it.", "planted planted"),
        Token("token-half-character", "A token with half a character.", "planted\\ud800"),
        Token("token-huge", "A token of 512 KB.", new string('a', 512 * 1024)),
    ];

    private const string Types =
        """{"choices":{"message":[]},"data":{"id":1},"id":{},"access_token":[],"expires_at":"soon","tok":{},"exp":[],"bytes":"a"}""";

    private static readonly string Hostile = HostileText.Json(HostileText.All);

    private static readonly string Names = $$"""
        {"{{Hostile}}":1,"choices":[{"{{Hostile}}":1,"message":1,"delta":1}],"data":[{"{{Hostile}}":1,"id":1,"index":"a"}],"id":1,"tok":1}
        """;

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, string> json, AdversaryTargets mustFail)
        => new(name, AdversaryCategory.Json, description, exchange
            => SendAsync(exchange, Encoding.UTF8.GetBytes(json(exchange)))) { Targets = Read, MustFail = mustFail };

    // What a header cannot carry has to be refused where it comes in: a request with it would end in an error of the framework's.
    private static AdversaryMode Token(string name, string description, string token)
        => New(name, description, _ => $$"""{"access_token":"{{token}}","expires_at":4102444800000,"tok":"{{token}}","exp":4102444800}""",
            AdversaryTargets.SignIn) with
        {
            Targets = AdversaryTargets.SignIn,
        };

    private static Task SendAsync(AdversaryExchange exchange, byte[] json)
    {
        byte[] body = exchange.Good.Target == AdversaryTargets.Stream ? [.. "data: "u8, .. json, .. "\n\ndata: [DONE]\n\n"u8] : json;
        return exchange.WriteAsync(exchange.Good.Heads($"Content-Length: {body.Length}\r\n"), body);
    }

    private static string Good(AdversaryExchange exchange)
        => exchange.Good.Target == AdversaryTargets.Stream ? GoodAnswer.Last : Encoding.UTF8.GetString(exchange.Good.Body.Span);

    private static string Before(AdversaryExchange exchange, string member) => "{" + member + "," + Good(exchange)[1..];

    // Each good document has exactly these numbers and texts that are read.
    private static string Numbers(AdversaryExchange exchange, string number)
    {
        var json = Good(exchange);
        foreach (var member in (string[])["prompt_tokens", "completion_tokens", "total_tokens", "expires_at", "exp", "bytes", "created_at"])
            json = Regex.Replace(json, $"\"{member}\":[0-9]+", $"\"{member}\":{number}");
        return json.Replace("\"type\":\"chat\"", $"\"type\":{number}", StringComparison.Ordinal);
    }

    private static string Texts(AdversaryExchange exchange, string text)
    {
        var json = exchange.Good.Target == AdversaryTargets.Stream
            ? GoodAnswer.Last.Replace("\"content\":\"\"", "\"content\":\"a\"", StringComparison.Ordinal) : Good(exchange);
        foreach (var member in (string[])["content", "id", "access_token", "tok", "model", "owned_by", "filename"])
            json = Regex.Replace(json, $"\"{member}\":\"[^\"]*\"", _ => $"\"{member}\":\"{text}\"");
        return json;
    }
}
