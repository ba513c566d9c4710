using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Faults;

/// <summary>Answers whose one string, or one event, does not end before a size is reached.</summary>
internal static class HugeBody
{
    private const int Block = 64 * 1024;
    private static readonly byte[] Filling = MakeFilling();

    public static async Task WriteAsync(Exchange exchange, Fault fault)
    {
        var body = Begin(exchange);
        var (start, end) = Frame(exchange);
        await body.WriteAsync(start, exchange.Aborted);
        await FillAsync(exchange, fault, body);
        exchange.Complete();
        await body.WriteAsync(end, exchange.Aborted);
    }

    /// <summary>The same, packed.</summary>
    public static async Task WriteBombAsync(Exchange exchange, Fault fault)
    {
        var coding = ContentCoding.Choose(exchange.Context.Request) ?? ContentCoding.Gzip;
        exchange.Context.Response.Headers.ContentEncoding = coding;
        var (start, end) = Frame(exchange);
        var body = Begin(exchange);
        await using var packer = ContentCoding.CreatePacker(coding, body);
        await packer.WriteAsync(start, exchange.Aborted);
        await FillAsync(exchange, fault, packer);
        await packer.WriteAsync(end, exchange.Aborted);
        exchange.Complete();
    }

    private static Stream Begin(Exchange exchange)
    {
        var response = exchange.Context.Response;
        response.StatusCode = 200;
        response.ContentType = exchange.AsksForStream ? "text/event-stream" : "application/json; charset=utf-8";
        return response.Body;
    }

    private static (byte[] Start, byte[] End) Frame(Exchange exchange) => exchange.AsksForStream
        ? ("data: {\"choices\":[{\"delta\":{\"content\":\""u8.ToArray(), "\"},\"index\":0}]}\n\n"u8.ToArray())
        : ("{\"choices\":[{\"message\":{\"content\":\""u8.ToArray(),
            "\",\"role\":\"assistant\"},\"index\":0,\"finish_reason\":\"stop\"}]}"u8.ToArray());

    private static async Task FillAsync(Exchange exchange, Fault fault, Stream output)
    {
        for (var left = fault.Bytes; left > 0; left -= Block)
        {
            exchange.Aborted.ThrowIfCancellationRequested();
            await output.WriteAsync(Filling.AsMemory(0, (int)Math.Min(left, Block)), exchange.Aborted);
        }
    }

    private static byte[] MakeFilling()
    {
        var filling = new byte[Block];
        filling.AsSpan().Fill((byte)'a');
        return filling;
    }
}
