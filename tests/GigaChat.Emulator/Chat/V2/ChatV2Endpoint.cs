using System.Buffers;
using GigaChat.Emulator.Files;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Streaming;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>POST /v2/chat/completions.</summary>
internal sealed class ChatV2Endpoint(EmulatorCore core)
{
    public async Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var request = ChatV2Request.Read(json.RootElement, core, exchange.Account.ClientId);
        List<ChatMessage> neutral = [.. request.Messages.Select(message => message.ToNeutral())];
        AttachmentRules.Check(core.Files, exchange, neutral);
        foreach (var made in request.Messages.Where(message => message.IsAnswer).SelectMany(message => message.Files))
            core.Files.Require(exchange, made);
        ChatGateEntry.Enter(core, exchange);

        var session = context.Request.Headers["X-Session-ID"].ToString();
        var cached = session.Length == 0 ? 0 : core.Prompts.Visit(session, neutral);
        var script = core.Answers.Take();
        if (script?.Raw is { } raw)
        {
            await ScriptedBody.WriteAsync(exchange, raw, request.Stream);
            return;
        }

        var answer = ChatV2Answer.Make(request, script, exchange, core, cached);
        if (request.Thread is { } thread)
            core.Threads.Keep(thread with { Messages = [.. request.Messages, answer.ToMessage()] });
        if (request.Stream)
        {
            await new ChatV2Stream(core, exchange, answer).WriteAsync();
            return;
        }

        var body = new ArrayBufferWriter<byte>(512);
        answer.WriteWhole(body);
        await Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }
}
