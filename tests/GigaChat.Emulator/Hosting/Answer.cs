using System.Buffers;
using GigaChat.Emulator.Faults;

namespace GigaChat.Emulator.Hosting;

/// <summary>Writes answers that are no streams, and spoils them where a fault asks for it.</summary>
internal static class Answer
{
    // As recorded: the sign-in address does not name the charset.
    private const string ApiJson = "application/json; charset=utf-8";
    private const string AuthJson = "application/json";

    public static Task ApiErrorAsync(Exchange exchange, int status, string message) =>
        JsonAsync(exchange, status, Error($$"""{"status":{{status}},"message":""", message));

    public static Task OAuthErrorAsync(Exchange exchange, int status, int code, string message) =>
        JsonAsync(exchange, status, Error($$"""{"code":{{code}},"message":""", message));

    public static async Task JsonAsync(Exchange exchange, int status, ReadOnlyMemory<byte> body)
    {
        var response = exchange.Context.Response;
        response.StatusCode = status;
        response.ContentType = exchange.Fault?.Kind == FaultKind.WrongContentType ? "text/plain; charset=utf-8"
            : exchange.Port == PortKind.Auth ? AuthJson : ApiJson;
        body = Planting.In(body, exchange);
        if (exchange.Fault?.Kind == FaultKind.GarbledJson)
            body = Garble(body);
        if (exchange.Fault?.Kind == FaultKind.WrongEncoding)
            response.Headers.ContentEncoding = ContentCoding.Gzip;
        else
            body = ContentCoding.Pack(exchange, body);
        response.ContentLength = body.Length;
        if (exchange.Fault is { } fault && ConnectionFaults.Covers(fault.Kind))
        {
            await response.StartAsync(exchange.Aborted);
            await response.BodyWriter.FlushAsync(exchange.Aborted);
            if (!await ConnectionFaults.ActAsync(exchange, fault))
                return;
        }

        switch (exchange.Fault?.Kind)
        {
            case FaultKind.DropAfterHeaders:
                await response.StartAsync(exchange.Aborted);
                await response.BodyWriter.FlushAsync(exchange.Aborted);
                await Cut.AbortAsync(exchange);
                return;
            case FaultKind.HangAfterHeaders:
                await response.StartAsync(exchange.Aborted);
                await response.BodyWriter.FlushAsync(exchange.Aborted);
                await exchange.HangAsync();
                return;
            case FaultKind.CutBody or FaultKind.CutStream:
                await response.BodyWriter.WriteAsync(body[..(body.Length / 2)], exchange.Aborted);
                throw Cut.Now(exchange);
            default:
                exchange.Complete();
                await response.BodyWriter.WriteAsync(body, exchange.Aborted);
                return;
        }
    }

    /// <summary>A body that is not the service's JSON: a fault's own, or none at all.</summary>
    public static async Task RawAsync(Exchange exchange, int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        var response = exchange.Context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        body = ContentCoding.Pack(exchange, body);
        response.ContentLength = body.Length;
        exchange.Complete();
        await response.BodyWriter.WriteAsync(body, exchange.Aborted);
    }

    private static ReadOnlyMemory<byte> Error(string start, string message)
    {
        var body = new ArrayBufferWriter<byte>(128);
        body.WriteText(start);
        body.WriteJsonString(message);
        body.Write("}"u8);
        return body.WrittenMemory;
    }

    private static byte[] Garble(ReadOnlyMemory<byte> body) => [.. body.Span[..(body.Length / 2)], .. "\u0001}]"u8];
}
