namespace GigaChat.Emulator.Hosting;

/// <summary>Outermost middleware: finds the kind of the port, counts and records, and gives every answer its headers.</summary>
internal sealed class RequestEntry(EmulatorCore core, Func<int, PortKind> kindOf)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var port = kindOf(context.Connection.LocalPort);
        var path = context.Request.Path;
        if (port == PortKind.Control)
        {
            // The control address speaks for itself and is not recorded.
            if (path.StartsWithSegments(Routes.Control))
                await next(context);
            else
                context.Response.StatusCode = 404;
            return;
        }

        var exchange = new Exchange(core, context, port);
        context.Items[typeof(Exchange)] = exchange;
        core.Counters.RequestBegan(chat: Routes.IsChat(path));
        try
        {
            SetHeaders(context);
            await ReadAsync(exchange);
            await next(context);
        }
        catch (OperationCanceledException) when (exchange.Aborted.IsCancellationRequested || core.Stopping.IsCancellationRequested)
        {
            exchange.Abort();
        }
        catch (Exception bug) when (bug is not CutException && !context.Response.HasStarted && !exchange.Dropped)
        {
            // Better in the test that ran into it than lost.
            await Answer.ApiErrorAsync(exchange, 500, "The emulator failed: " + bug);
        }
        finally
        {
            exchange.End();
        }
    }

    private async Task ReadAsync(Exchange exchange)
    {
        try
        {
            if (core.Faults.Take(exchange, whileReading: true) is { } fault)
                await exchange.SpoilBodyAsync(fault);
            await exchange.ReadBodyAsync();
        }
        catch (IOException)
        {
            // The client went away while it sent its body.
            exchange.Dropped = true;
            throw;
        }
        finally
        {
            if (core.Settings.RecordRequests)
                core.Requests.Record(exchange, core.Time.GetUtcNow(), core.Settings.RecordBodies);
            var path = exchange.Context.Request.Path;
            core.Counters.RequestRead(signIn: path == Routes.OAuth || path == Routes.Token);
            core.Pulse.Signal();
        }
    }

    private static void SetHeaders(HttpContext context)
    {
        var request = context.Request.Headers;
        var response = context.Response.Headers;
        response["x-request-id"] = Echo(request["X-Request-ID"]) ?? Guid.NewGuid().ToString();
        response["x-session-id"] = Echo(request["X-Session-ID"]) ?? Guid.NewGuid().ToString();
        if (Echo(request["X-Client-ID"]) is { } client)
            response["x-client-id"] = client;
    }

    private static string? Echo(string? header) => string.IsNullOrEmpty(header) ? null : header;
}
