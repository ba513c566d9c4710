using System.Text;
using GigaChat.Emulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace GigaChat.Emulator.Faults;

/// <summary>Middleware that lets a request meet the next fault that matches it.</summary>
internal sealed class FaultInjector(EmulatorCore core)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var exchange = Exchange.Of(context);
        if (core.Faults.Take(exchange) is not { } fault)
        {
            await next(context);
            return;
        }

        if (fault.DelayMs > 0 && !ConnectionFaults.ComesLater(fault))
            await exchange.DelayAsync(fault.DelayMs);
        switch (fault.Kind)
        {
            case FaultKind.Status:
                await StatusAsync(exchange, fault);
                break;
            case FaultKind.Html:
                SetRetryAfter(exchange, fault);
                await FaultPages.HtmlAsync(exchange, fault);
                break;
            case FaultKind.FilterPage:
                SetRetryAfter(exchange, fault);
                await FaultPages.FilterAsync(exchange, fault);
                break;
            case FaultKind.EmptyBody:
                await Answer.RawAsync(exchange, fault.Status ?? 200, null, default);
                break;
            case FaultKind.HugeBody:
                await HugeBody.WriteAsync(exchange, fault);
                break;
            case FaultKind.Bomb:
                await HugeBody.WriteBombAsync(exchange, fault);
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
            case var kind when ConnectionFaults.Covers(kind) && !ConnectionFaults.ComesLater(fault):
                if (await ConnectionFaults.ActAsync(exchange, fault))
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
        if (fault.ContentType is { } contentType)
            return FaultPages.WriteAsync(exchange, status, fault.Body ?? "", contentType);
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
}
