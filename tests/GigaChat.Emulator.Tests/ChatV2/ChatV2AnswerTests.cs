using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Functions;

namespace GigaChat.Emulator.Tests.ChatV2;

public sealed class ChatV2AnswerTests : ChatV2Test
{
    [Fact]
    public async Task An_answer_is_the_service_s()
    {
        JsonNode answer = await AnswerAsync(Ask("Привет"));
        const string Messages = """[{"role":"assistant","content":[{"text":"Эхо: Привет"}]}]""";
        const string Usage =
            """{"input_tokens":2,"input_tokens_details":{"prompt_tokens":2,"cached_tokens":0},"output_tokens":3,"total_tokens":5}""";
        string end = $"\"messages\":{Messages},\"finish_reason\":\"stop\",\"usage\":{Usage}" + "}";
        Assert.Equal($"{{\"model\":\"GigaChat-3-Ultra:32.3.18.5\",\"created_at\":{answer["created_at"]},{end}", Readable(answer));
    }

    [Fact]
    public async Task A_stream_has_named_events_and_no_end_marker()
    {
        Host.Answers.Add("раз, два", chunks: 2);
        IReadOnlyList<(string Name, JsonNode Data)> events = await StreamAsync(Ask("x"));
        Assert.Equal(["response.message.delta", "response.message.delta", "response.message.done"], events.Select(static one => one.Name));
        Assert.Equal("""[{"role":"assistant","content":[{"text":"раз,"}]}]""", Readable(events[0].Data["messages"]!));
        Assert.Equal("stop", (string)events[2].Data["finish_reason"]!);
        Assert.Null(events[2].Data["messages"]);
        Assert.NotNull(events[2].Data["usage"]);
    }

    [Fact]
    public async Task A_stream_may_come_without_usage()
    {
        Host.Settings.StreamsWithoutUsage = true;
        Assert.Null((await StreamAsync(Ask("x")))[^1].Data["usage"]);
    }

    [Fact]
    public async Task A_function_is_called_and_its_result_taken()
    {
        JsonObject request = Ask("call f {\"city\":\"Омск\"}");
        request["tools"] = Functions("f");
        JsonNode answer = await AnswerAsync(request);
        JsonNode message = answer["messages"]![0]!;
        Assert.Equal("function_call", (string)answer["finish_reason"]!);
        Assert.Equal("Омск", (string)message["content"]![0]!["function_call"]!["arguments"]!["city"]!);
        Assert.Equal(["role", "tool_state_id", "content"], message.AsObject().Select(static member => member.Key));

        request["messages"]!.AsArray().Add(message.DeepClone());
        request["messages"]!.AsArray().Add(
            Message("tool", JsonNode.Parse("""{"function_result":{"name":"f","result":"{\"температура\":-5}"}}""")!));
        JsonNode last = await AnswerAsync(request);
        Assert.Equal("Результат f: {\"температура\":-5}", (string)last["messages"]![0]!["content"]![0]!["text"]!);
    }

    [Fact]
    public async Task A_streamed_call_comes_in_the_last_event_alone()
    {
        JsonObject request = Ask("call f {\"city\":\"Омск\"}");
        request["tools"] = Functions("f");
        (string name, JsonNode data) = Assert.Single(await StreamAsync(request));
        Assert.Equal(("response.message.done", "function_call"), (name, (string)data["finish_reason"]!));
        Assert.Equal("f", (string)data["messages"]![0]!["content"]![0]!["function_call"]!["name"]!);
        Assert.NotNull(data["messages"]![0]!["tool_state_id"]);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Several_calls_come_where_they_are_allowed(bool parallel, int calls)
    {
        JsonObject request = Ask("call f {\"city\":\"Омск\"} call f {\"city\":\"Тверь\"}");
        request["tools"] = Functions("f");
        request["model_options"] = new JsonObject { ["parallel_tool_calls"] = parallel };
        JsonArray parts = (await AnswerAsync(request))["messages"]![0]!["content"]!.AsArray();
        Assert.Equal(calls, parts.Count);
        Assert.Equal(calls, parts.Select(static part => (string)part!["function_call"]!["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task Results_of_several_calls_are_found_by_their_ids()
    {
        Host.Answers.Add(new ScriptedAnswer(FunctionCalls: [new ScriptedCall("f"), new ScriptedCall("f")]));
        JsonObject request = Ask("x");
        request["tools"] = Functions("f");
        JsonNode message = (await AnswerAsync(request))["messages"]![0]!;
        string[] ids = [.. message["content"]!.AsArray().Select(static part => (string)part!["function_call"]!["id"]!)];
        request["messages"]!.AsArray().Add(message.DeepClone());
        request["messages"]!.AsArray().Add(Message("tool", Result(ids[1]), Result(ids[0])));
        Assert.Equal("stop", (string)(await AnswerAsync(request))["finish_reason"]!);
        request["messages"]![2]!["content"]![0]!["function_result"]!["id"] = "другой";
        await RefusedAsync(request, 422, "Invalid params: every assistant function result must have an assistant function call in history");
    }

    [Theory]
    [InlineData("""{"mode":"any"}""", "f")]
    [InlineData("""{"mode":"any","functions_names_any":["g"]}""", "g")]
    [InlineData("""{"mode":"forced","function_name":"g"}""", "g")]
    public async Task A_function_must_be_called(string config, string called)
    {
        JsonObject request = Ask("привет");
        request["tools"] = Functions("g", "f");
        request["tool_config"] = JsonNode.Parse(config);
        Assert.Equal(called, (string)(await AnswerAsync(request))["messages"]![0]!["content"]![0]!["function_call"]!["name"]!);
    }

    [Fact]
    public async Task A_search_names_its_sources_in_the_part_of_the_text()
    {
        JsonNode answer = await AnswerAsync(Search("Найди новости о CVE"));
        JsonNode part = Assert.Single(answer["messages"]![0]!["content"]!.AsArray())!;
        Assert.EndsWith(" [sources=[1, 2]]", (string)part["text"]!, StringComparison.Ordinal);
        Assert.Equal("https://example.com/новости/1", (string)part["inline_data"]!["sources"]!["1"]!["url"]!);
        Assert.Equal(("stop", true), ((string)answer["finish_reason"]!, answer["messages"]![0]!["tool_state_id"] is not null));
    }

    [Fact]
    public async Task A_streamed_search_tells_of_its_tool_and_brings_the_sources_before_the_text()
    {
        Host.Settings.ChunkLength = 1000;
        IReadOnlyList<(string Name, JsonNode Data)> events = await StreamAsync(Search("Найди новости о CVE"));
        Assert.Equal(
            [
                "response.tool.in_progress", "response.tool.completed", "response.message.delta", "response.message.delta",
                "response.message.done",
            ],
            events.Select(static one => one.Name));
        Assert.Equal("""{"tool_execution":{"id":"","name":"web_search","status":"success"}}""", Readable(Part(events[1])));
        Assert.Equal(["inline_data"], Part(events[2]).AsObject().Select(static member => member.Key));
        Assert.Equal(["text"], Part(events[3]).AsObject().Select(static member => member.Key));
        Assert.Equal(["role", "tool_state_id"], events[4].Data["messages"]![0]!.AsObject().Select(static member => member.Key));
    }

    [Fact]
    public async Task A_forced_search_may_be_left_out_for_a_greeting()
    {
        JsonObject request = Search("Привет!");
        request["tool_config"] = new JsonObject { ["mode"] = "forced", ["tool_name"] = "web_search" };
        Assert.Null((await AnswerAsync(request))["messages"]![0]!["content"]![0]!["inline_data"]);
    }

    [Fact]
    public async Task A_picture_is_a_part_before_the_text_and_is_downloaded_by_version_1()
    {
        JsonObject request = Ask("Нарисуй кота");
        request["tools"] = new JsonArray(new JsonObject { ["image_generate"] = new JsonObject() });
        JsonArray parts = (await AnswerAsync(request))["messages"]![0]!["content"]!.AsArray();
        JsonNode file = parts[0]!["files"]![0]!;
        Assert.Equal(("image/jpeg", "image"), ((string)file["mime"]!, (string)file["target"]!));
        Assert.NotNull(parts[1]!["text"]);
        using HttpResponseMessage content = await GetAsync($"/files/{file["id"]}/content");
        Assert.Equal((200, "image/jpeg"), ((int)content.StatusCode, content.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Thoughts_are_a_message_of_their_own()
    {
        JsonObject request = Ask("x");
        request["model_options"] = new JsonObject { ["reasoning"] = new JsonObject { ["effort"] = "medium" } };
        JsonNode answer = await AnswerAsync(request);
        Assert.Equal(["reasoning", "assistant"], answer["messages"]!.AsArray().Select(static one => (string)one!["role"]!));
        Assert.Contains(await StreamAsync(request), static one => (string?)one.Data["messages"]?[0]?["role"] == "reasoning");
    }

    [Theory]
    [InlineData(
        """{"type":"json_schema","strict":true,"schema":{"type":"object","properties":{"a":{"type":"integer"}}}}""", """{"a":1}""")]
    [InlineData("""{"type":"regex","regex":"^[A-Z]{3}-\\d{4}$"}""", "AAA-1111")]
    [InlineData("""{"type":"regex","regex":"(да|нет)"}""", "да")]
    public async Task The_format_of_the_answer_is_kept(string format, string text)
    {
        JsonObject request = Ask("x");
        request["model_options"] = new JsonObject { ["response_format"] = JsonNode.Parse(format) };
        Assert.Equal(text, (string)(await AnswerAsync(request))["messages"]![0]!["content"]![0]!["text"]!);
    }

    [Fact]
    public async Task A_thread_keeps_the_messages()
    {
        JsonObject request = Ask("раз");
        request["storage"] = new JsonObject();
        JsonNode answer = await AnswerAsync(request);
        string id = (string)answer["thread_id"]!;
        Assert.NotNull(answer["message_id"]);
        JsonObject next = Ask("два");
        next["storage"] = new JsonObject { ["thread_id"] = id };
        await RefusedAsync(next, 422, "Invalid params: model must not be given together with storage.thread_id");
        next.Remove("model");
        answer = await AnswerAsync(next);
        Assert.Equal((id, 4), ((string)answer["thread_id"]!, (int)answer["usage"]!["input_tokens"]!));
        next["storage"]!["thread_id"] = "00000000-0000-0000-0000-000000000000";
        await RefusedAsync(next, 404, "No such thread");
    }

    [Fact]
    public async Task Probabilities_come_by_agreement()
    {
        JsonObject request = Ask("x");
        request["model_options"] = new JsonObject { ["top_logprobs"] = 2 };
        Assert.Null((await AnswerAsync(request))["messages"]![0]!["content"]![0]!["logprobs"]);
        SignIn(EmulatorAccount.Corporate);
        JsonNode first = (await AnswerAsync(request))["messages"]![0]!["content"]![0]!["logprobs"]![0]!;
        Assert.Equal(("Эхо:", 2), ((string)first["chosen"]!["token"]!, first["top"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_scripted_body_is_sent_as_it_is()
    {
        const string Events = "event: response.message.delta\n"
            + "data: {\"messages\":[{\"role\":\"assistant\",\"content\":[{\"text\":\"да\"}]}]}\n\n";
        Host.Answers.Add(new ScriptedAnswer(Raw: Events));
        JsonObject request = Ask("x");
        request["stream"] = true;
        using HttpResponseMessage response = await PostV2Async(request.ToJsonString());
        Assert.Equal(Events, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task The_session_s_tokens_are_counted_apart()
    {
        Http.DefaultRequestHeaders.Add("X-Session-ID", "00000000-0000-0000-0000-000000000007");
        await AnswerAsync(Ask("Привет, это вопрос"));
        JsonNode usage = (await AnswerAsync(Request("GigaChat-3-Ultra",
            Message("user", Text("Привет, это вопрос")), Message("assistant", Text("да")), Message("user", Text("ещё")))))["usage"]!;
        Assert.Equal((2, 5), ((int)usage["input_tokens"]!, (int)usage["input_tokens_details"]!["cached_tokens"]!));
    }

    private static JsonObject Result(string id)
        => new() { ["function_result"] = new JsonObject { ["name"] = "f", ["result"] = "{}", ["id"] = id } };

    private static JsonObject Search(string question)
    {
        JsonObject request = Ask(question);
        request["tools"] = new JsonArray(new JsonObject { ["web_search"] = new JsonObject() });
        return request;
    }

    private static JsonNode Part((string Name, JsonNode Data) one) => one.Data["messages"]![0]!["content"]![0]!;

    private static string Readable(JsonNode node) => node.ToJsonString(new System.Text.Json.JsonSerializerOptions
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
