using System.Buffers;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Streaming;

/// <summary>What a fault does to a stream that has begun; both versions of the API have the same.</summary>
internal static class StreamFaults
{
    /// <summary>True when the stream goes on.</summary>
    public static async Task<bool> SpoilAsync(Exchange exchange, EventOutput output, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.GarbledEvent or FaultKind.GarbledJson:
                output.Buffer.Write("data: {\"choices\":[{\"delta\":{\"conte\n\n"u8);
                return true;
            case FaultKind.ErrorEvent:
                WriteError(exchange, output, fault.Body ?? """{"status":500,"message":"Internal server error"}""");
                exchange.Complete();
                await output.SendAsync();
                return false;
            case FaultKind.CutStream or FaultKind.CutBody:
                await output.SendAsync();
                throw await Cut.NowAsync(exchange);
            case FaultKind.EndStream:
                exchange.Complete();
                await output.SendAsync();
                return false;
            case FaultKind.DropAfterHeaders:
                await output.SendAsync();
                await Cut.AbortAsync(exchange);
                return false;
            case FaultKind.HangAfterHeaders:
                await output.FlushAsync();
                await exchange.HangAsync();
                return false;
            case var kind when ConnectionFaults.Covers(kind):
                await output.SendAsync();
                return await ConnectionFaults.ActAsync(exchange, fault);
            default:
                return true;
        }
    }

    // One client handles such an event of version 2 (LC-NEW). In version 1, whose events have no names, it is known by its data.
    private static void WriteError(Exchange exchange, EventOutput output, string data)
    {
        if (exchange.Context.Request.Path.StartsWithSegments(Routes.BaseV2, StringComparison.Ordinal))
            output.Buffer.Write("event: error\n"u8);
        foreach (var line in data.Split('\n'))
            output.Buffer.WriteText($"data: {line}\n");
        output.Buffer.Write("\n"u8);
    }
}
