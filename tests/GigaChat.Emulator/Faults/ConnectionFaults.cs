using GigaChat.Emulator.Connections;
using GigaChat.Emulator.Hosting;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GigaChat.Emulator.Faults;

/// <summary>Faults of the connection, not of the answer: HTTP/2's RST_STREAM and GOAWAY, a lost connection, a dead one.</summary>
internal static class ConnectionFaults
{
    // RFC 9113, section 7.
    private const int InternalError = 2;

    // What was written is on its way through Kestrel and its socket, and is lost when either ends. On a loopback this is ample time.
    private const int GraceMs = 50;

    public static bool Covers(FaultKind kind) => kind is
        FaultKind.ResetStream or FaultKind.GoAway or FaultKind.GoAwayAbort or FaultKind.DropConnection or FaultKind.Silence;

    /// <summary>Acts after the headers.</summary>
    public static bool ComesLater(Fault fault) => Covers(fault.Kind) && fault.AfterChunks is not null;

    /// <summary>Lets the fault act now. True when the request is answered all the same.</summary>
    public static async Task<bool> ActAsync(Exchange exchange, Fault fault)
    {
        var context = exchange.Context;
        if (ComesLater(fault))
            await exchange.DelayAsync(fault.DelayMs);
        switch (fault.Kind)
        {
            case FaultKind.GoAway:
                await ConnectionTap.CloseGracefullyAsync(context);
                return true;
            case FaultKind.GoAwayAbort:
                await ConnectionTap.GoAwayAsync(context, fault.LastStream ?? StreamId(context), fault.ErrorCode ?? InternalError);
                await DropAsync(exchange);
                return false;
            case FaultKind.DropConnection:
                await DropAsync(exchange);
                return false;
            case FaultKind.Silence:
                await SettleAsync(exchange);
                ConnectionTap.Of(context).Silence();
                await exchange.HangAsync();
                return false;
            default:
                await ResetAsync(exchange, fault.ErrorCode ?? InternalError);
                return false;
        }
    }

    private static async Task ResetAsync(Exchange exchange, int errorCode)
    {
        await SettleAsync(exchange);
        exchange.Dropped = true;
        // HTTP/1.1 has no streams to reset: there the connection goes.
        if (exchange.Context.Features.Get<IHttpResetFeature>() is { } http2)
            http2.Reset(errorCode);
        else
            exchange.Abort();
    }

    /// <summary>Ends the whole connection, with every request on it.</summary>
    private static async Task DropAsync(Exchange exchange)
    {
        await exchange.DelayAsync(GraceMs);
        exchange.Dropped = true;
        exchange.Context.Features.Get<IConnectionLifetimeFeature>()!.Abort();
    }

    /// <summary>Lets what was written go out.</summary>
    private static Task SettleAsync(Exchange exchange) =>
        exchange.Context.Response.HasStarted ? exchange.DelayAsync(GraceMs) : Task.CompletedTask;

    private static int StreamId(HttpContext context) => context.Features.Get<IHttp2StreamIdFeature>()?.StreamId ?? 0;
}
