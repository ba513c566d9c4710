using System.Buffers;
using GigaChat.Emulator.Files;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Streaming;

namespace GigaChat.Emulator.Chat;

/// <summary>POST /v1/chat/completions.</summary>
internal sealed class ChatEndpoint(EmulatorCore core)
{
    public async Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var request = ChatRequest.Read(json.RootElement, core);
        AttachmentRules.Check(core.Files, exchange, request.Messages);

        ChatGateEntry.Enter(core, exchange);

        var session = context.Request.Headers["X-Session-ID"].ToString();
        var cached = session.Length == 0 ? 0 : core.Prompts.Visit(session, request.Messages);
        var script = core.Answers.Take();
        if (script?.Raw is { } raw)
        {
            await ScriptedBody.WriteAsync(exchange, raw, request.Stream);
            return;
        }

        if (script is null && Drawing.IsAsked(request))
            script = new(Drawing.Answer(core.Files.Draw(exchange)));
        var answer = ChatAnswer.Make(request, script, core, cached);
        if (request.Stream)
        {
            await new ChatStream(core, exchange, answer).WriteAsync();
            return;
        }

        var body = new ArrayBufferWriter<byte>(512);
        answer.WriteWhole(body);
        await Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }
}
