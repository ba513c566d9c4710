using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace GigaChat.Emulator;

/// <summary>Middleware that lets a request meet the next fault that matches it.</summary>
internal sealed class FaultInjector(EmulatorCore core)
{
    private const int Block = 64 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var exchange = Exchange.Of(context);
        if (core.Faults.Take(exchange) is not { } fault)
        {
            await next(context);
            return;
        }

        if (fault.DelayMs > 0)
            await exchange.DelayAsync(fault.DelayMs);
        switch (fault.Kind)
        {
            case FaultKind.Status:
                await StatusAsync(exchange, fault);
                break;
            case FaultKind.Html:
                await HtmlAsync(exchange, fault);
                break;
            case FaultKind.EmptyBody:
                await Answer.RawAsync(exchange, fault.Status ?? 200, null, default);
                break;
            case FaultKind.HugeBody:
                await HugeAsync(exchange, fault);
                break;
            case FaultKind.DropBeforeHeaders:
                exchange.Abort();
                break;
            case FaultKind.HangBeforeHeaders:
                await exchange.HangAsync();
                break;
            case FaultKind.ExpireToken:
                core.Tokens.Expire(ApiGate.Bearer(context) ?? "");
                await next(context);
                break;
            default:
                // The others spoil the ordinary answer while it is written.
                exchange.Fault = fault;
                await next(context);
                break;
        }
    }

    private static Task StatusAsync(Exchange exchange, Fault fault)
    {
        var status = fault.Status ?? 500;
        SetRetryAfter(exchange, fault);
        return fault.Body is null
            ? Answer.ApiErrorAsync(exchange, status, DefaultMessage(status))
            : Answer.JsonAsync(exchange, status, Encoding.UTF8.GetBytes(fault.Body));
    }

    private static string DefaultMessage(int status) => status switch
    {
        402 => "Payment Required",
        413 => "Payload too large",
        429 => "Too many requests",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };

    private static void SetRetryAfter(Exchange exchange, Fault fault)
    {
        if (fault.RetryAfter is not null)
            exchange.Context.Response.Headers.RetryAfter = fault.RetryAfter;
    }

    private static Task HtmlAsync(Exchange exchange, Fault fault)
    {
        var status = fault.Status ?? 502;
        SetRetryAfter(exchange, fault);
        var title = $"{status} {ReasonPhrases.GetReasonPhrase(status)}";
        var page = fault.Body ?? $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
        return Answer.RawAsync(exchange, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    /// <summary>One string, or one event, that does not end before the size is reached.</summary>
    private static async Task HugeAsync(Exchange exchange, Fault fault)
    {
        var response = exchange.Context.Response;
        var (start, end) = exchange.AsksForStream
            ? ("data: {\"choices\":[{\"delta\":{\"content\":\"", "\"},\"index\":0}]}\n\n")
            : ("{\"choices\":[{\"message\":{\"content\":\"", "\",\"role\":\"assistant\"},\"index\":0,\"finish_reason\":\"stop\"}]}");
        response.StatusCode = 200;
        response.ContentType = exchange.AsksForStream ? "text/event-stream" : "application/json; charset=utf-8";
        await response.BodyWriter.WriteAsync(Encoding.ASCII.GetBytes(start), exchange.Aborted);
        var block = new byte[Block];
        block.AsSpan().Fill((byte)'a');
        for (var left = fault.Bytes; left > 0; left -= Block)
        {
            var sent = await response.BodyWriter.WriteAsync(block.AsMemory(0, (int)Math.Min(left, Block)), exchange.Aborted);
            if (sent.IsCompleted)
                return;
        }

        exchange.Complete();
        await response.BodyWriter.WriteAsync(Encoding.ASCII.GetBytes(end), exchange.Aborted);
    }
}
