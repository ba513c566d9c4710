using System.Buffers;
using System.Text.Json;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Embeddings;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Batches;

/// <summary>Answers the lines of a batch as the direct calls would, last line first: nothing promises an order.</summary>
internal sealed class BatchWork(EmulatorCore core, string method)
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);

    public int Failed { get; private set; }

    public ReadOnlyMemory<byte> Run(List<(string Id, JsonElement Request)> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
            WriteLine(lines[i].Id, lines[i].Request);
        return _output.WrittenMemory;
    }

    private void WriteLine(string id, JsonElement request)
    {
        _output.Write("{\"id\":"u8);
        _output.WriteJsonString(id);
        try
        {
            WriteAnswer(Answer(request).Span);
        }
        catch (Refusal refusal)
        {
            Failed++;
            WriteRefusal(refusal);
        }

        _output.Write("}\n"u8);
    }

    private void WriteAnswer(ReadOnlySpan<byte> answer)
    {
        switch (core.Settings.BatchLineShape)
        {
            case BatchLineShape.TopLevel:
                // Its members stand beside the id.
                _output.Write(","u8);
                _output.Write(answer[1..^1]);
                return;
            case BatchLineShape.ResponseBody:
                _output.Write(",\"response\":{\"status_code\":200,\"body\":"u8);
                _output.Write(answer);
                _output.Write("}"u8);
                return;
            default:
                _output.WriteText($",\"{(core.Settings.BatchLineShape == BatchLineShape.Result ? "result" : "response")}\":");
                _output.Write(answer);
                return;
        }
    }

    private void WriteRefusal(Refusal refusal)
    {
        var inBody = core.Settings.BatchLineShape == BatchLineShape.ResponseBody;
        _output.WriteText(inBody
            ? $",\"response\":{{\"status_code\":{refusal.Status},\"body\":{{"
            : $",\"error\":{{\"status\":{refusal.Status},");
        _output.Write("\"message\":"u8);
        _output.WriteJsonString(refusal.Message);
        _output.WriteText(inBody ? "}}" : "}");
    }

    private ReadOnlyMemory<byte> Answer(JsonElement request)
    {
        if (method == BatchesEndpoint.Embedder)
            return new EmbeddingsEndpoint(core).Answer(request);
        var chat = ChatRequest.Read(request, core);
        if (chat.Stream)
            throw Refusal.Invalid("stream is not supported in batches");
        var body = new ArrayBufferWriter<byte>(512);
        ChatAnswer.Make(chat, core.Answers.Take(), core, cachedTokens: 0).WriteWhole(body);
        return body.WrittenMemory;
    }
}
