using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Batches;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Wire;

namespace GigaChat.Tests.Fuzzing;

/// <summary>JSON that comes from files and from users: results of batches, saved conversations, schemas, calls.</summary>
public sealed class DocumentFuzzTests : IDisposable
{
    private const string Schema
        = """{"$defs":{"city":{"type":"object","properties":{"name":{"type":"string"},"area":{"type":["number","null"]}},"required":"""
            + """["name"]}},"type":"object","properties":{"from":{"$ref":"#/$defs/city","description":"откуда"},"to":"""
            + """{"$ref":"#/$defs/city"},"kind":{"enum":["a","b",3,null]},"list":{"type":"array","items":{"anyOf":[{"type":"integer"},"""
            + """{"const":"x"}]}}},"required":["from"],"additionalProperties":false}""";
    private const string Value = """{"from":{"name":"Москва","area":2561.5},"to":{"name":"Тверь","area":null},"kind":3,"list":[1,"x"]}""";

    private static readonly string[] TextMembers = ["session_id", "model"];

    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_line_of_a_batch_becomes_an_outcome()
    {
        var batch = new GigaChatBatch { Id = "b", Inputs = [new BatchInput("1", "Привет", null), new BatchInput("2", "Пока", null)] };
        var reader = new BatchResultReader(batch);
        Fuzz.Run("lines of batch results", 600, Mutations.Json(
            """{"id":"1","result":{"choices":[{"message":{"role":"assistant","content":"Ответ"},"finish_reason":"stop"}]"""
                + ""","model":"GigaChat:1","usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}}""",
            """{"id":"2","response":{"status_code":200,"body":{"data":[{"embedding":[0.1,2],"index":0,"usage":{"prompt_tokens":6}}]"""
                + ""","model":"Embeddings"}}}""",
            """{"id":"1","request":{"messages":[]},"response":{"status":429,"body":{"message":"Too Many Requests"}}}""",
            """{"id":2,"error":"что-то не так"}"""), line =>
        {
            BatchResult result = reader.Read(Encoding.UTF8.GetString(line.Value));
            Assert.True(result.Value is null != result.Error is null);
            Assert.Equal(2, BatchesEndpoint.Join(batch, [result]).Count(static o => o.Input is not null));
        }, [.. Corpus.Json, Bytes.Of("""{"id":"\ud800","error":"x"}"""), Bytes.Of("""{"id":"1","error":"\udc00"}"""),
        Bytes.Of("""{"\ud800":{"message":"x"}}""")]);
    }

    [Fact]
    public void Files_of_conversations_are_read_or_refused()
    {
        string path = Path.Combine(_folder, "conversation.json");
        Fuzz.Run("conversation files", 200, Mutations.Json(
            """{"format":"GigaChat conversation","version":1"""
                + ""","session_id":"00000000-0000-0000-0000-000000000006","model":"GigaChat","usage":{"prompt_tokens":1"""
                + ""","completion_tokens":2,"total_tokens":3,"cached_tokens":0},"messages":[{"role":"system","content":"Кратко"},"""
                + """{"role":"user","content":"Привет","attachments":["00000000"]},{"role":"assistant","content":"","function_call":"""
                + """{"name":"f","arguments":{"a":1}},"functions_state_id":"0"},"""
                + """{"role":"function","function_name":"f","content":"{}"}]}"""),
            async file =>
        {
            await File.WriteAllBytesAsync(path, file.Value);
            GigaChatConversation? loaded = null;
            GigaChatException? error = await Fuzz.OursAsync(async () => loaded = await ConversationFile.LoadAsync(path));
            if (error is null)
            {
                string again = Path.Combine(_folder, "again.json");
                await ConversationFile.SaveAsync(loaded!, again, overwrite: true);
                GigaChatConversation second = await ConversationFile.LoadAsync(again);
                Assert.Equal(
                    loaded!.Messages.Select(static m => m with { FunctionCall = null }),
                    second.Messages.Select(static m => m with { FunctionCall = null, Attachments = m.Attachments }), Same);
                Assert.Equal((loaded.SessionId, loaded.Model, loaded.Usage), (second.SessionId, second.Model, second.Usage));
            }
        }, [.. Corpus.Json, Bytes.Of("""{"format":"\ud800","version":1}"""),
        Bytes.Of("""{"format":"GigaChat conversation","version":1,"messages":[null]}"""),
        .. Corpus.HostileTexts.SelectMany(static text => TextMembers.Select(member => Bytes.Of(
            $$"""{"format":"GigaChat conversation","version":1,"{{member}}":{{JsonSerializer.Serialize(text)}},"messages":[]}"""))),
        .. Corpus.HostileTexts.Select(static text => Bytes.Of(
            $$"""
            {"format":"GigaChat conversation","version":1,"messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}},
            "attachments":[{{JsonSerializer.Serialize(text)}}]}]}
            """))]);

        static bool Same(ChatMessage one, ChatMessage other)
            => (one.Role, one.Content, one.FunctionName, one.FunctionsStateId)
                == (other.Role, other.Content, other.FunctionName, other.FunctionsStateId)
                && (one.Attachments ?? []).SequenceEqual(other.Attachments ?? []);
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        string path = Path.Combine(_folder, "round.json");
        Gen<List<string>> texts = Mutations.Text("аБ🙂\"\\\n\0\u2028\u0001<&'+", 40).ListOf()
            .Select(static list => list.Select(static t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t))).ToList());
        Fuzz.Run("conversations saved and loaded", 50, texts, async input =>
        {
            var conversation = new GigaChatConversation(input.FirstOrDefault());
            conversation.Add(
                [.. input.Skip(1).Select(static (text, i) => new ChatMessage(i % 2 == 0 ? ChatMessage.User : ChatMessage.Assistant, text))],
                new ChatUsage(1, 2, 3, input.Count), offered: null);
            await ConversationFile.SaveAsync(conversation, path, overwrite: true);
            GigaChatConversation loaded = await ConversationFile.LoadAsync(path);
            Assert.Equal(conversation.Messages, loaded.Messages);
            Assert.Equal((conversation.SessionId, conversation.Usage), (loaded.SessionId, loaded.Usage));
        });
    }

    [Fact]
    public void Schemas_are_read_or_refused_and_what_is_read_is_JSON()
        => Fuzz.Run("schemas", 600, Mutations.Json(Schema), static input =>
        {
            string text = Encoding.UTF8.GetString(input.Value);
            foreach (Func<string,
                string> read in (Func<string, string>[])[SchemaNormalizer.NormalizeResponse, SchemaNormalizer.NormalizeParameters])
            {
                string? schema = null;
                if (Fuzz.Ours(() => schema = read(text)) is null)
                {
                    using var json = JsonDocument.Parse(schema!);
                    Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
                    Fuzz.Ours(() => Assert.NotNull(new GigaChatFunction("f", null, text).ToPayload()));
                }
            }
            Fuzz.Ours(() => Assert.NotNull(new ResponseSchema(text).ToPayload()));
        }, [.. Corpus.Json, Bytes.Of(Laughs()), Bytes.Of("""{"type":"object","properties":{"\ud800":{}}}"""),
        Bytes.Of("""{"type":"\ud800"}"""),
            Bytes.Of("""{"$ref":"#"}"""), Bytes.Of("""{"type":"object","items":{"$ref":"#/items"}}"""),
            Bytes.Of("""{"type":{"$ref":"\udc00"}}"""), Bytes.Of("""{"items":{"$ref":"#/%"}}"""),
            Bytes.Of(Nested("anyOf", 20)), Bytes.Of(Nested("oneOf", 60)), Bytes.Of(Nested("allOf", 70)),
            .. Corpus.HostileTexts.Select(static text => Bytes.Of(
                "{\"type\":\"object\",\"properties\":{" + JsonSerializer.Serialize(text) + ":{\"type\":\"string\"}}}"))]);

    private static string Nested(string keyword, int levels)
        => string.Concat(Enumerable.Repeat($$"""{"{{keyword}}":[""", levels)) + """{"type":"integer"}"""
            + string.Concat(Enumerable.Repeat("]}", levels));

    [Fact]
    public void Answers_are_held_against_any_schema()
    {
        Gen<(Bytes, Bytes)> pairs = from schema in Mutations.Json(Schema) from value in Mutations.Json(Value) select (schema, value);
        Fuzz.Run("answers against schemas", 600, pairs, static input =>
        {
            (Bytes schema, Bytes value) = input;
            ResponseSchema? form = null;
            if (Fuzz.Ours(() => form = new ResponseSchema(Encoding.UTF8.GetString(schema.Value))) is not null)
                return;
            var reply = new ChatReply { Text = Encoding.UTF8.GetString(value.Value), FinishReason = "stop" };
            Assert.Same(reply, Fuzz.Ours(() => form!.Parse(reply)) is { } error ? ((ChatException)error).PartialReply : reply);
        }, (Bytes.Of(Schema), Bytes.Of("""{"from":{"name":"\ud800"}}""")), (Bytes.Of(Schema),
        Bytes.Of("""{"from":{"name":"a","name":"b"}}""")), (Bytes.Of("""{"items":{"type":"integer"}}"""), Bytes.Of("[1e999]")));
    }

    [Fact]
    public void Arguments_of_calls_are_read_or_refused()
        => Fuzz.Run(
            "arguments of calls", 600,
            Mutations.Json(Value, """{"a":[1,-2147483648,9223372036854775807,1e10,79228162514264337593543950335]}"""), static input =>
        {
            FunctionCall? call = null;
            if (Fuzz.Ours(() => call = new FunctionCall("f", Encoding.UTF8.GetString(input.Value))) is null)
            {
                // The history has to repeat them as they came.
                using var given = JsonDocument.Parse(Encoding.UTF8.GetString(input.Value));
                Assert.Equal(JsonText.Write(given.RootElement), JsonText.Write(call!.Json));
                Assert.Equal($"f {VisibleText.OneLine(JsonText.Write(given.RootElement))}", call.ToString());
            }
        }, [.. Corpus.Json, Bytes.Of("""{"a":"\ud800"}"""), Bytes.Of("""{"\udc00":1}""")]);

    // Each definition refers twice to the next one: written out it would fill the memory.
    private static string Laughs()
    {
        IEnumerable<string> definitions = Enumerable.Range(0, 40).Select(static i => $$$"""
            "d{{{i}}}":{"allOf":[{"$ref":"#/$defs/d{{{i + 1}}}"},{"$ref":"#/$defs/d{{{i + 1}}}"}]}
            """);
        return """{"$ref":"#/$defs/d0","$defs":{""" + string.Join(',', definitions) + ""","d40":{"type":"string"}}}""";
    }
}
