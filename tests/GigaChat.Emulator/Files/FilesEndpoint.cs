using System.Buffers;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Files;

/// <summary>The file endpoints under /v1/files.</summary>
internal sealed class FilesEndpoint(EmulatorCore core)
{
    private const int PieceLength = 64 * 1024;

    public async Task UploadAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var form = await UploadForm.ReadAsync(exchange);
        var type = FileTypes.Find(form.MediaType) ?? throw new Refusal(400, $"Unsupported file type '{form.MediaType}'");
        if (form.Content.Length == 0)
            throw new Refusal(400, "File is empty");
        if (form.Content.Length > type.Limit)
            throw new Refusal(413, "Payload too large");
        await OneAsync(exchange, core.Files.Add(exchange, form.Name, form.MediaType, form.Content));
    }

    public Task ListAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var body = new ArrayBufferWriter<byte>(4096);
        body.Write("""{"data":["""u8);
        var files = core.Files.List(exchange);
        for (var i = 0; i < files.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            Write(body, files[i]);
        }

        body.Write("]}"u8);
        return Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }

    public Task OneAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        return OneAsync(exchange, Require(exchange));
    }

    public Task DeleteAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var file = Require(exchange);
        core.Files.Remove(file);
        var body = new ArrayBufferWriter<byte>(128);
        body.WriteText($$"""{"id":"{{file.Id}}","deleted":true,"access_policy":"private"}""");
        return Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }

    public async Task ContentAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        // Results of batches are files that no list shows.
        if (core.Batches.Output(exchange.Account, (string?)context.GetRouteValue("id") ?? "") is { } output)
        {
            await SendAsync(exchange, "application/octet-stream", output);
            return;
        }

        var file = Require(exchange);
        await SendAsync(exchange, file.IsDrawn ? file.MediaType : "application/octet-stream", file.Content);
    }

    private async Task SendAsync(Exchange exchange, string mediaType, ReadOnlyMemory<byte> content)
    {
        var response = exchange.Context.Response;
        response.ContentType = exchange.Fault?.Kind == FaultKind.WrongContentType ? "text/plain" : mediaType;
        response.ContentLength = content.Length;
        await response.StartAsync(exchange.Aborted);
        if (exchange.Fault?.Kind is FaultKind.CutBody or FaultKind.DropAfterHeaders or FaultKind.HangAfterHeaders)
        {
            await SpoilAsync(exchange, content);
            return;
        }

        if (exchange.Fault is { } fault && ConnectionFaults.Covers(fault.Kind))
        {
            // The first half arrives.
            await response.BodyWriter.WriteAsync(content[..(content.Length / 2)], exchange.Aborted);
            if (!await ConnectionFaults.ActAsync(exchange, fault))
                return;
            content = content[(content.Length / 2)..];
        }

        for (var rest = content; rest.Length > 0; rest = rest[Math.Min(PieceLength, rest.Length)..])
        {
            if (core.Settings.DownloadDelayMs > 0)
                await exchange.DelayAsync(core.Settings.DownloadDelayMs);
            if (rest.Length <= PieceLength)
                exchange.Complete();
            await response.BodyWriter.WriteAsync(rest[..Math.Min(PieceLength, rest.Length)], exchange.Aborted);
        }
    }

    private static async Task SpoilAsync(Exchange exchange, ReadOnlyMemory<byte> content)
    {
        var body = exchange.Context.Response.BodyWriter;
        await body.WriteAsync(content[..(content.Length / 2)], exchange.Aborted);
        if (exchange.Fault!.Kind == FaultKind.CutBody)
            throw await Cut.NowAsync(exchange);
        if (exchange.Fault.Kind == FaultKind.HangAfterHeaders)
            await exchange.HangAsync();
        else
            await Cut.AbortAsync(exchange);
    }

    private StoredFile Require(Exchange exchange) => core.Files.Require(exchange, (string?)exchange.Context.GetRouteValue("id") ?? "");

    private static Task OneAsync(Exchange exchange, StoredFile file)
    {
        var body = new ArrayBufferWriter<byte>(256);
        Write(body, file);
        return Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }

    private static void Write(IBufferWriter<byte> output, StoredFile file)
    {
        output.WriteText($$"""{"id":"{{file.Id}}","object":"file","bytes":{{file.Content.Length}},"access_policy":"private",""");
        output.WriteText($"\"created_at\":{file.Created},\"filename\":");
        output.WriteJsonString(file.Name);
        output.Write(""","purpose":"general","modalities":null}"""u8);
    }
}
