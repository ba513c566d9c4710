using System.Text;

namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Connections that end, and bytes of other protocols.</summary>
internal static class ConnectionModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        New("close", "The end of the connection instead of an answer.", static _ => Task.CompletedTask),
        New("reset", "A reset instead of an answer.", static exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        }),
        New("close-in-head", "Half a head.", static exchange => exchange.WriteAsync(exchange.Good.Head[..20])),
        New("reset-in-body", "A reset in the middle of a body.", static async exchange =>
        {
            await exchange.WriteAsync(exchange.Good.Head, exchange.Good.Body[..(exchange.Good.Body.Length / 2)]);
            exchange.Reset();
        }),
        New("garbage", "Random bytes.", static exchange =>
        {
            var bytes = new byte[4096];
            new Random(20261126).NextBytes(bytes);
            return exchange.WriteAsync(bytes);
        }),
        New("tls-on-plain", "A TLS alert where HTTP is spoken.", static exchange
            => exchange.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 2, 40 })),
        New("http2-frames", "Frames of HTTP/2: SETTINGS and GOAWAY.", static exchange => exchange.WriteAsync(
            new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 })),
        New("ssh-banner", "The greeting of another protocol.", static exchange
            => exchange.WriteAsync($"SSH-2.0-{HostileText.InHeader}\r\n")),
        New("two-answers", "An unsolicited second answer behind the first.", static async exchange =>
        {
            const string second = """{"data":[{"id":"planted"}]}""";
            byte[] head = Encoding.UTF8.GetBytes(exchange.Good.Heads($"Content-Length: {exchange.Good.Body.Length}\r\n", "200 OK"));
            byte[] more = Encoding.UTF8.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {second.Length}\r\n\r\n{second}");
            // At once: what comes only after the next request has gone out is that request's answer, as far as HTTP/1.1 can say.
            await exchange.WriteAsync((byte[])[.. head, .. exchange.Good.Body.Span, .. more]);
        }) with
        {
            MustFail = AdversaryTargets.None,
            MustSucceed = AdversaryTargets.All,
        },
    ];

    private static AdversaryMode New(string name, string description, Func<AdversaryExchange, Task> answer)
        => new(name, AdversaryCategory.Connection, description, answer);
}
