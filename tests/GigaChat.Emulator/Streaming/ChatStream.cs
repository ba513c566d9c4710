using System.Buffers;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Streaming;

/// <summary>Writes an answer as server-sent events: text in chunks, then finish reason and usage, then the end marker.</summary>
internal sealed class ChatStream
{
    private readonly Exchange _exchange;
    private readonly ChatAnswer _answer;
    private readonly EventOutput _output;
    private readonly byte[] _tail;
    private readonly int _defaultChunkLength;
    private int _written;

    public ChatStream(EmulatorCore core, Exchange exchange, ChatAnswer answer)
    {
        _exchange = exchange;
        _answer = answer;
        _output = new(core, exchange);
        _defaultChunkLength = Math.Max(1, core.Settings.ChunkLength);
        var tail = new ArrayBufferWriter<byte>(128);
        tail.Write("},\"index\":0}]"u8);
        answer.WriteTail(tail, withUsage: false);
        tail.Write("\n\n"u8);
        _tail = tail.WrittenSpan.ToArray();
    }

    public async Task WriteAsync()
    {
        var response = _exchange.Context.Response;
        response.StatusCode = 200;
        response.ContentType = _exchange.Fault?.Kind == FaultKind.WrongContentType ? "text/plain; charset=utf-8" : "text/event-stream";
        if (!_output.IsHeldBack)
            await response.StartAsync(_exchange.Aborted);

        if (_answer.Reasoning is { } reasoning && !await WriteChunksAsync(reasoning, ChunkCount(reasoning, null), "reasoning_content"))
            return;
        if (!await WriteChunksAsync(_answer.Text, ChunkCount(_answer.Text, _answer.Chunks), "content"))
            return;
        // A stream shorter than the fault would have it is spoilt at its end.
        if (_exchange.Fault is { } late && late.ChunksBefore >= _written && !await StreamFaults.SpoilAsync(_exchange, _output, late))
            return;

        WriteCall();
        WriteLast();
        _output.Buffer.Write("data: [DONE]\n\n"u8);
        _exchange.Complete();
        await _output.SendAsync();
    }

    private int ChunkCount(string text, int? scripted) =>
        scripted ?? Math.Max(1, (text.Length + _defaultChunkLength - 1) / _defaultChunkLength);

    /// <summary>False when a fault ended the stream.</summary>
    private async Task<bool> WriteChunksAsync(string text, int count, string member)
    {
        foreach (var piece in TextPieces.Divide(text, count))
        {
            if (_exchange.Fault is { } fault && fault.ChunksBefore == _written && !await StreamFaults.SpoilAsync(_exchange, _output, fault))
                return false;
            if (_answer.ChunkDelayMs > 0 && _written > 0)
                await _exchange.DelayAsync(_answer.ChunkDelayMs);
            WriteChunk(text.AsSpan(piece), member);
            // The first chunk goes out at once; the rest only as often as needed when there is no pause between.
            if (_written++ == 0 || _answer.ChunkDelayMs > 0 || _output.IsFull)
                await _output.FlushAsync();
        }

        return true;
    }

    private void WriteChunk(ReadOnlySpan<char> text, string member)
    {
        var buffer = _output.Buffer;
        buffer.Write("data: {\"choices\":[{\"delta\":{\""u8);
        buffer.WriteText(member);
        buffer.Write("\":"u8);
        buffer.WriteJsonString(text);
        if (_written == 0)
            buffer.Write(",\"role\":\"assistant\""u8);
        buffer.Write(_tail);
        _output.CountChunk();
    }

    /// <summary>A call comes whole, in a chunk of its own.</summary>
    private void WriteCall()
    {
        if (_answer.Call is null)
            return;
        _output.Buffer.Write("data: {\"choices\":[{\"delta\":{\"content\":\"\""u8);
        _answer.Call.Write(_output.Buffer);
        _output.Buffer.Write(_tail);
    }

    private void WriteLast()
    {
        var buffer = _output.Buffer;
        buffer.Write("data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"index\":0,\"finish_reason\":"u8);
        buffer.WriteJsonString(_answer.FinishReason);
        buffer.Write("}]"u8);
        _answer.WriteTail(buffer, withUsage: true);
        buffer.Write("\n\n"u8);
    }
}
