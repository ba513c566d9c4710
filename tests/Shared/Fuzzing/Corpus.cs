using System.Text;

namespace GigaChat.Tests.Fuzzing;

/// <summary>Nasty inputs that are tried in every run: whatever once broke something goes here.</summary>
internal static class Corpus
{
    /// <summary>Names, ids and values that are shown or sent on: they try to be more than a text.</summary>
    public static IReadOnlyList<string> HostileTexts { get; } =
    [
        "x\r\nContent-Length: 0\r\n\r\nPOST /v1/files/a/delete HTTP/1.1", "\u001B[2K\u001B[1A", "\u001B]52;c;cGxhbnRlZA==\a", "\u009B2J",
        "\u202Egpj.exe", "\u2066a\u2069", "a\u200Bb", "a\u2028b", "’; 'planted' > owned; ‘", "$(id)", "`id`", "..",
        "../content", "a/b", "a\0b",
        new string('я', 300), new string(' ', 10_000),
    ];

    /// <summary>Instead of a JSON answer.</summary>
    public static IReadOnlyList<Bytes> Json { get; } =
    [
        .. new[]
        {
            "", " ", "null", "true", "0", "\"\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"data\":null}", "{\"data\":[null]}",
            "{\"data\":{}}", "{\"data\":[[]]}",
            "{\"data\":[{\"id\":\"a\",\"created_at\":9223372036854775807}]}", "{\"id\":\"a\",\"created_at\":-9223372036854775808}",
            "{\"id\":\"\\ud800\"}", "{\"\\ud800\":1}",
            "{\"balance\":[null]}", "{\"batches\":[null]}", "{\"batches\":[{\"id\":\"a\",\"created_at\":\"\\ud800\"}]}",
            "{\"category\":\"ai\",\"ai_intervals\":[null]}",
            "{\"category\":\"ai\",\"ai_intervals\":[[-2147483648,2147483647]]}", "{\"errors\":[null],\"warnings\":[null]}",
            "{\"choices\":[null]}", "{\"choices\":[{\"message\":null}]}",
            "{\"choices\":[{\"message\":{\"function_call\":{\"name\":\"f\",\"arguments\":{\"a\":\"\\ud800\"}}}}]}",
            "{\"choices\":[{\"message\":{\"function_call\":{\"name\":\"f\",\"arguments\":{\"\\udc00\":1}}}}]}",
            "{\"choices\":[{\"message\":{\"function_call\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\\\"\\\\ud800\\\"}\"}}}]}",
            "{\"data\":[{\"embedding\":[1e999],\"index\":0},{\"embedding\":[],\"index\":1}]}",
            "{\"data\":[{\"embedding\":[1],\"index\":-1}]}",
            "{\"usage\":{\"total_tokens\":99999999999}}", "<html>", "HTTP/1.1 200 OK", "{\"a\":1}{\"a\":2}", "\uFEFF{}",
        }.Select(Bytes.Of),
        new([0xFF, 0xFE, 0x7B, 0, 0x7D, 0]), new([0x1F, 0x8B, 8, 0]), new([0]), new(Encoding.UTF8.GetBytes(new string('[', 100_000))),
    ];

    /// <summary>Instead of an HTTP answer.</summary>
    public static IReadOnlyList<Bytes> Http { get; } =
    [
        .. new[]
        {
            "", "\r\n\r\n", "HTTP", "HTTP/1.1", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 999 ?\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/2 200 OK\r\n\r\n", "220 mail ESMTP\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000000000\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Type: ;;;\r\n\r\n{}", "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
            "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: " + new string('a', 100_000) + "\r\n\r\n",
        }.Select(Bytes.Of),
        new([0x15, 3, 1, 0, 2, 2, 0x28]),
    ];
}
