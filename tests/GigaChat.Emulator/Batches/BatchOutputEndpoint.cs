namespace GigaChat.Emulator;

/// <summary>GET /v1/files/{id}/content for the results of batches.</summary>
internal sealed class BatchOutputEndpoint(EmulatorCore core)
{
    public Task ReadAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var output = core.Batches.Output(exchange.Account, (string?)context.GetRouteValue("id") ?? "") ?? throw new Refusal(404, "No such file");
        return Answer.RawAsync(exchange, 200, "application/octet-stream", output);
    }
}
