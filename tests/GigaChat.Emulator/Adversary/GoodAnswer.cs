using System.Globalization;
using System.Text;

namespace GigaChat.Emulator.Adversary;

/// <summary>What a sound server would answer: the modes break it, and those that send nothing wrong send it as it is.</summary>
/// <param name="Target">The kind of request it answers.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Body">Its bytes.</param>
public sealed record GoodAnswer(AdversaryTargets Target, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The token of every sign-in.</summary>
    public const string Token = "adversary-token";

    /// <summary>The text of every chat.</summary>
    public const string Text = "Здравствуйте";

    /// <summary>The head of an answer with this body.</summary>
    public string Head => Heads(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n"));

    /// <summary>A head with this type and other headers.</summary>
    public string Heads(string headers, string status = "200 OK") => $"HTTP/1.1 {status}\r\nContent-Type: {ContentType}\r\n{headers}\r\n";

    /// <summary>The answer to a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path behind the mode's name.</param>
    /// <param name="body">The body of the request.</param>
    internal static GoodAnswer For(string method, string path, string body) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "oauth" => Document($$"""{"access_token":"{{Token}}","expires_at":4102444800000}""") with { Target = AdversaryTargets.SignIn },
        "token" => Document($$"""{"tok":"{{Token}}","exp":4102444800}""") with { Target = AdversaryTargets.SignIn },
        "content" => new(
            AdversaryTargets.Download,
            "application/octet-stream",
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Содержимое файла\n", 200)))),
        "models" => Document("""{"data":[{"id":"GigaChat","object":"model","owned_by":"salutedevices","type":"chat"}]}"""),
        "embeddings" => Document("""{"data":[{"embedding":[0.5,-0.5],"index":0,"usage":{"prompt_tokens":3}}],"model":"Embeddings"}"""),
        "files" when method == "POST" => Document(
            """{"id":"00000000-0000-0000-0000-000000000009","bytes":6,"created_at":1700000000,"filename":"a.txt","purpose":"general"}"""),
        "completions" when body.Contains("\"stream\":true", StringComparison.Ordinal) => Events(Piece(Text), Last, "[DONE]"),
        "completions" => Document(Chat),
        _ => Document("""{"object":"list","data":[]}"""),
    };

    private const string Usage = "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    private static readonly string Chat =
        $$"""{"choices":[{"message":{"role":"assistant","content":"{{Text}}"},"finish_reason":"stop"}],"model":"GigaChat:1",{{Usage}}""";

    /// <summary>The data of the last event before the end mark.</summary>
    internal const string Last =
        """{"choices":[{"delta":{"content":""},"index":0,"finish_reason":"stop"}],"created":1700000000,"model":"GigaChat:1",""" + Usage;

    /// <summary>The data of an event with a piece of text.</summary>
    internal static string Piece(string text)
        => $$"""{"choices":[{"delta":{"role":"assistant","content":"{{text}}"},"index":0}],"created":1700000000,"model":"GigaChat:1"}""";

    /// <summary>An event stream.</summary>
    internal static GoodAnswer Events(params string[] data)
    {
        var body = string.Concat(data.Select(static one => $"data: {one}\n\n"));
        return new(AdversaryTargets.Stream, "text/event-stream", Encoding.UTF8.GetBytes(body));
    }

    private static GoodAnswer Document(string json)
        => new(AdversaryTargets.Json, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(json));
}
