using System.Buffers;
using GigaChat.Emulator.Chat.V2;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Streaming;

/// <summary>
/// Writes an answer of version 2 as named events: tools under way, sources, files, text, and at the end
/// <c>response.message.done</c> with calls, state id, finish reason and usage. There is no <c>[DONE]</c> (CAS, LIVE, JARVIS, RUBY).
/// </summary>
internal sealed class ChatV2Stream(EmulatorCore core, Exchange exchange, ChatV2Answer answer)
{
    private const string Delta = "response.message.delta";
    private readonly EventOutput _output = new(core, exchange);
    private readonly int _chunkLength = Math.Max(1, core.Settings.ChunkLength);
    private readonly string _head = $"data: {{\"model\":\"{answer.Model}\",\"created_at\":{answer.Created}";
    private int _written;

    public async Task WriteAsync()
    {
        var response = exchange.Context.Response;
        response.StatusCode = 200;
        response.ContentType = exchange.Fault?.Kind == FaultKind.WrongContentType ? "text/plain; charset=utf-8" : "text/event-stream";
        if (!_output.IsHeldBack)
            await response.StartAsync(exchange.Aborted);

        foreach (var tool in answer.Tools)
            await WriteToolAsync(tool);
        if (answer.Reasoning is { } thoughts && !await WriteTextAsync("reasoning", thoughts, null))
            return;
        // A search names its sources before the text (JARVIS). For files only the order inside of a whole answer is known (CAS).
        if (answer.Sources.Count > 0)
            WritePart(Delta, "assistant", buffer => WriteSources(buffer));
        if (answer.Files.Count > 0)
            WritePart(Delta, "assistant", buffer => ChatV2Parts.WriteFiles(buffer, answer.Files));
        if (answer.Text.Length > 0 && !await WriteTextAsync("assistant", answer.Text, answer.Chunks))
            return;
        // A stream shorter than the fault would have it is spoilt at its end.
        if (exchange.Fault is { } late && late.ChunksBefore >= _written && !await StreamFaults.SpoilAsync(exchange, _output, late))
            return;

        WriteDone();
        exchange.Complete();
        await _output.SendAsync();
    }

    /// <summary>JARVIS: an empty id, no status while the tool runs, about a second between the two events.</summary>
    private async Task WriteToolAsync(string tool)
    {
        WritePart("response.tool.in_progress", "assistant",
            buffer => buffer.WriteText($$$"""{"tool_execution":{"id":"","name":"{{{tool}}}"}}"""));
        await _output.FlushAsync();
        if (answer.ChunkDelayMs > 0)
            await exchange.DelayAsync(answer.ChunkDelayMs);
        WritePart("response.tool.completed", "assistant",
            buffer => buffer.WriteText($$$"""{"tool_execution":{"id":"","name":"{{{tool}}}","status":"success"}}"""));
    }

    /// <summary>False when a fault ended the stream.</summary>
    private async Task<bool> WriteTextAsync(string role, string text, int? scripted)
    {
        var count = scripted ?? Math.Max(1, (text.Length + _chunkLength - 1) / _chunkLength);
        foreach (var piece in TextPieces.Divide(text, count))
        {
            if (exchange.Fault is { } fault && fault.ChunksBefore == _written && !await StreamFaults.SpoilAsync(exchange, _output, fault))
                return false;
            if (answer.ChunkDelayMs > 0 && _written > 0)
                await exchange.DelayAsync(answer.ChunkDelayMs);
            WriteTextEvent(role, text.AsSpan(piece));
            // The first chunk goes out at once; the rest only as often as needed when there is no pause between.
            if (_written++ == 0 || answer.ChunkDelayMs > 0 || _output.IsFull)
                await _output.FlushAsync();
        }

        return true;
    }

    private void WriteTextEvent(string role, ReadOnlySpan<char> text)
    {
        var buffer = Begin(Delta, role);
        ChatV2Parts.WriteText(buffer, text);
        buffer.Write("]}]}\n\n"u8);
        _output.CountChunk();
    }

    private void WritePart(string name, string role, Action<IBufferWriter<byte>> write)
    {
        var buffer = Begin(name, role);
        write(buffer);
        buffer.Write("]}]}\n\n"u8);
    }

    private IBufferWriter<byte> Begin(string name, string role)
    {
        var buffer = _output.Buffer;
        buffer.WriteText($"event: {name}\n");
        buffer.WriteText(_head);
        buffer.WriteText($",\"messages\":[{{\"role\":\"{role}\",\"content\":[");
        return buffer;
    }

    private void WriteSources(IBufferWriter<byte> buffer)
    {
        buffer.Write("{"u8);
        ChatV2Parts.WriteInlineData(buffer, answer.Sources);
        buffer.Write("}"u8);
    }

    /// <summary>Calls come here and nowhere else, whole (LIVE).</summary>
    private void WriteDone()
    {
        var buffer = _output.Buffer;
        buffer.WriteText("event: response.message.done\n");
        buffer.WriteText(_head);
        if (answer.StateId is not null)
        {
            buffer.Write(",\"messages\":[{\"role\":\"assistant\""u8);
            answer.WriteStateId(buffer);
            if (answer.Calls.Count > 0)
            {
                buffer.Write(",\"content\":["u8);
                for (var i = 0; i < answer.Calls.Count; i++)
                {
                    if (i > 0)
                        buffer.Write(","u8);
                    ChatV2Parts.WriteCall(buffer, answer.Calls[i]);
                }

                buffer.Write("]"u8);
            }

            buffer.Write("}]"u8);
        }

        answer.WriteEnd(buffer, withUsage: !core.Settings.StreamsWithoutUsage);
        buffer.Write("\n\n"u8);
    }
}
