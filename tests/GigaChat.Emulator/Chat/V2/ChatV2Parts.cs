using System.Buffers;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>Writes the parts of a message's content.</summary>
internal static class ChatV2Parts
{
    /// <summary>
    /// All parts of an answer that is no stream: files first (CAS), then the text with its sources in one part, then calls.
    /// </summary>
    public static void WriteAll(IBufferWriter<byte> output, ChatV2Answer answer)
    {
        var written = false;
        foreach (var part in Parts(answer))
        {
            if (written)
                output.Write(","u8);
            part(output);
            written = true;
        }
    }

    public static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("{\"text\":"u8);
        output.WriteJsonString(text);
        output.Write("}"u8);
    }

    public static void WriteFiles(IBufferWriter<byte> output, IReadOnlyList<AnswerFile> files)
    {
        output.Write("{\"files\":["u8);
        for (var i = 0; i < files.Count; i++)
            output.WriteText((i > 0 ? "," : "")
                + $$"""{"id":"{{files[i].Id}}","mime":"{{files[i].MediaType}}","target":"{{files[i].Target}}"}""");
        output.Write("]}"u8);
    }

    public static void WriteCall(IBufferWriter<byte> output, FunctionCallV2 call)
    {
        output.Write("{\"function_call\":{\"id\":"u8);
        output.WriteJsonString(call.Id);
        output.Write(",\"name\":"u8);
        output.WriteJsonString(call.Name);
        output.Write(",\"arguments\":"u8);
        output.WriteText(call.Arguments);
        output.Write("}}"u8);
    }

    /// <summary>
    /// <c>"inline_data":{"images":[],"sources":{…}}</c>: keyed by number as text, in no particular order (CAS, JARVIS), so here from
    /// the last to the first.
    /// </summary>
    public static void WriteInlineData(IBufferWriter<byte> output, IReadOnlyList<ScriptedSource> sources)
    {
        output.Write("\"inline_data\":{\"images\":[],\"sources\":{"u8);
        for (var i = sources.Count; i > 0; i--)
        {
            output.WriteText((i < sources.Count ? "," : "") + $"\"{i}\":{{\"url\":");
            output.WriteJsonString(sources[i - 1].Url);
            output.Write(",\"title\":"u8);
            output.WriteJsonString(sources[i - 1].Title);
            output.Write("}"u8);
        }

        output.Write("}}"u8);
    }

    private static IEnumerable<Action<IBufferWriter<byte>>> Parts(ChatV2Answer answer)
    {
        if (answer.Files.Count > 0)
            yield return output => WriteFiles(output, answer.Files);
        if (answer.Text.Length > 0 || answer.Calls.Count == 0)
            yield return output => WriteTextPart(output, answer);
        foreach (var call in answer.Calls)
            yield return output => WriteCall(output, call);
    }

    private static void WriteTextPart(IBufferWriter<byte> output, ChatV2Answer answer)
    {
        output.Write("{\"text\":"u8);
        output.WriteJsonString(answer.Text);
        if (answer.Sources.Count > 0)
        {
            output.Write(","u8);
            WriteInlineData(output, answer.Sources);
        }

        if (answer.TopLogprobs > 0)
            WriteLogprobs(output, answer);
        output.Write("}"u8);
    }

    /// <summary>One entry a token; SPEC and JAVA have them in the content part. There is no capture.</summary>
    private static void WriteLogprobs(IBufferWriter<byte> output, ChatV2Answer answer)
    {
        output.Write(",\"logprobs\":["u8);
        for (var i = 0; i < answer.Text.Length; i += Tokens.Length)
        {
            if (i > 0)
                output.Write(","u8);
            output.Write("{\"chosen\":"u8);
            WriteToken(output, answer, i, 0);
            output.Write(",\"top\":["u8);
            for (var rank = 0; rank < answer.TopLogprobs; rank++)
            {
                if (rank > 0)
                    output.Write(","u8);
                WriteToken(output, answer, i, rank);
            }

            output.Write("]}"u8);
        }

        output.Write("]"u8);
    }

    private static void WriteToken(IBufferWriter<byte> output, ChatV2Answer answer, int start, int rank)
    {
        output.Write("{\"token\":"u8);
        output.WriteJsonString(answer.Text.AsSpan(start, Math.Min(Tokens.Length, answer.Text.Length - start)));
        output.WriteText($",\"token_id\":{start + rank},\"logprob\":-{rank}.25}}");
    }
}
