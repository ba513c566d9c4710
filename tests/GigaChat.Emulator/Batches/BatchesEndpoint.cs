using System.Text;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Batches;

/// <summary>POST and GET /v1/batches: for accounts that pay as they go.</summary>
internal sealed class BatchesEndpoint(EmulatorCore core)
{
    public const string Embedder = "embedder";
    private const string Completions = "chat_completions";

    public Task CreateAsync(HttpContext context)
    {
        var exchange = Admit(context);
        var method = context.Request.Query["method"].ToString();
        if (method is not (Completions or Embedder))
            throw Refusal.Invalid($"unknown method '{method}'");
        if (context.Request.ContentType != "application/octet-stream")
            throw Refusal.InvalidJson();
        var lines = BatchInputs.Read(exchange.Body);
        var work = new BatchWork(core, method);
        var output = work.Run(lines);
        var batch = new EmulatorBatch
        {
            Id = Guid.NewGuid().ToString(),
            OutputFileId = Guid.NewGuid().ToString(),
            Account = exchange.Account,
            Method = method,
            Total = lines.Count,
            Failed = work.Failed,
            Output = output,
            Created = core.Time.GetUtcNow().ToUnixTimeSeconds(),
            LooksLeft = core.Settings.BatchLooks,
        };
        core.Batches.Add(batch);
        return Answer.JsonAsync(exchange, 200, Encoding.UTF8.GetBytes(batch.ToCreated()));
    }

    public Task ListAsync(HttpContext context)
    {
        var exchange = Admit(context);
        var id = context.Request.Query.TryGetValue("batch_id", out var asked) ? asked.ToString() : null;
        var found = core.Batches.Look(exchange.Account, id);
        if (id is not null && found.Count == 0)
            throw new Refusal(404, "Batch task not found");
        return Answer.JsonAsync(exchange, 200, Encoding.UTF8.GetBytes($$"""{"batches":[{{string.Join(",", found)}}]}"""));
    }

    private static Exchange Admit(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        return exchange.Account.Prepaid ? throw new Refusal(403, "Permission denied") : exchange;
    }
}
