using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Tests.ChatV2;

public sealed class ChatV2RuleTests : ChatV2Test
{
    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"x"}]}]}""")]
    [InlineData("""{"model":"GigaChat-2","messages":[{"role":"user","content":"простой текст"}]}""")]
    [InlineData("""{"model":"GigaChat-2","messages":[{"role":"user","content":[]}]}""")]
    [InlineData("""{"model":"GigaChat-2","messages":[{"role":"user","content":[{}]}]}""")]
    [InlineData("""{"model":"GigaChat-2","messages":[{"role":"user","content":[{"text":1}]}]}""")]
    [InlineData("""{"model":"GigaChat-2","messages":[{"role":"user","content":[{"files":["id"]}]}]}""")]
    [InlineData("""{"model":"GigaChat-2","stream":"да","messages":[{"role":"user","content":[{"text":"x"}]}]}""")]
    [InlineData("""
        {"model":"GigaChat-2","tools":[{"type":"function","function":{}}],
         "messages":[{"role":"user","content":[{"text":"x"}]}]}
        """)]
    [InlineData("""{"model":"GigaChat-2","model_options":{"max_tokens":1.5},"messages":[{"role":"user","content":[{"text":"x"}]}]}""")]
    [InlineData("""
        {"model":"GigaChat-2","messages":[{"role":"user","content":[{"text":"x"}]},
         {"role":"assistant","content":[{"function_call":{"name":"f","arguments":"{}"}}]}]}
        """)]
    [InlineData("""
        {"model":"GigaChat-2","messages":[{"role":"user","content":[{"text":"x"}]},
         {"role":"assistant","content":[{"function_call":{"name":"f","arguments":{}}}]},
         {"role":"tool","content":[{"function_result":{"result":"{}"}}]}]}
        """)]
    public Task A_wrong_shape_is_answered_as_broken_json(string json)
        => RefusedAsync(JsonNode.Parse(json)!.AsObject(), 400, InvalidJson);

    [Theory]
    [InlineData("xml", "GigaChat-3-Ultra")]
    [InlineData("json_object", "GigaChat-2-Max")]
    [InlineData("regex", "GigaChat-2-Max")]
    public Task A_format_that_is_not_known_is_named(string type, string model)
    {
        JsonObject request = Ask("x", model);
        request["model_options"] = new JsonObject { ["response_format"] = new JsonObject { ["type"] = type, ["regex"] = "a" } };
        return RefusedAsync(request, 400, $"Unknown type \"{type}\" in response_format");
    }

    [Fact]
    public Task A_schema_must_not_be_missing()
    {
        JsonObject request = Ask("x");
        request["model_options"] = new JsonObject { ["response_format"] = new JsonObject { ["type"] = "json_schema" } };
        return RefusedAsync(request, 400, "Empty schema with json format type is not supported");
    }

    [Fact]
    public Task A_tool_that_is_not_known_is_named()
    {
        JsonObject request = Ask("x");
        request["tools"] = new JsonArray(new JsonObject { ["времени_нет"] = new JsonObject() });
        return RefusedAsync(request, 404, "Unknown tool времени_нет");
    }

    [Fact]
    public async Task Code_is_run_by_generation_3_alone()
    {
        JsonObject request = Ask("посчитай 2+2", "GigaChat-2-Max");
        request["tools"] = new JsonArray(new JsonObject { ["code_interpreter"] = new JsonObject() });
        await RefusedAsync(request, 422, "Tool code_interpreter is unavailable");
        request["model"] = "GigaChat-3-Ultra";
        Assert.NotNull((await AnswerAsync(request))["messages"]![0]!["tool_state_id"]);
    }

    [Theory]
    [InlineData("""{"mode":"forced"}""", "Invalid params: tool_config of mode forced must have either tool_name or function_name")]
    [InlineData("""{"mode":"sometimes"}""", "Invalid params: tool_config.mode must be one of: auto, none, forced, any")]
    [InlineData("""{"mode":"forced","function_name":"g"}""", "Invalid params: function 'g' of tool_config is not among the functions")]
    [InlineData("""{"mode":"forced","tool_name":"web_search"}""",
        "Invalid params: tool 'web_search' of tool_config is not among the tools")]
    [InlineData("""{"mode":"any","functions_names_any":["g"]}""",
        "Invalid params: functions_names_any of tool_config must name functions of the request")]
    public Task A_choice_must_be_among_what_is_offered(string config, string message)
    {
        JsonObject request = Ask("x");
        request["tools"] = Functions("f");
        request["tool_config"] = JsonNode.Parse(config);
        return RefusedAsync(request, 422, message);
    }

    [Fact]
    public async Task The_rules_of_functions_are_those_of_version_1()
    {
        JsonObject request = Ask("x");
        request["tools"] = Functions("функция");
        await RefusedAsync(request, 422, "Invalid params: Invalid function names. Only Latin letters (A-Z or a-z), underscore (_), "
            + "hyphen (-), dot (.) and digits (not leading) are allowed.: [функция]");
        request["tools"] = Functions("f");
        JsonNode parameters = request["tools"]![0]!["functions"]!["specifications"]![0]!["parameters"]!;
        parameters["properties"]!["data"] = new JsonObject { ["type"] = "object" };
        await RefusedAsync(request, 422, "Field 'properties.data.properties' is missing");
    }

    [Fact]
    public async Task A_result_follows_its_call()
    {
        JsonObject call = JsonNode.Parse("""{"function_call":{"name":"f","arguments":{}}}""")!.AsObject();
        JsonObject result = JsonNode.Parse("""{"function_result":{"name":"f","result":"\"да\""}}""")!.AsObject();
        await RefusedAsync(Request("GigaChat-2", Message("user", Text("x")), Message("assistant", call.DeepClone())),
            422, "Invalid params: every assistant function call must have a result in history");
        await RefusedAsync(Request("GigaChat-2", Message("user", Text("x")), Message("tool", result.DeepClone())),
            422, "Invalid params: every assistant function result must have an assistant function call in history");
        await RefusedAsync(
            Request("GigaChat-2", Message("user", Text("x")), Message("assistant", call.DeepClone(), call.DeepClone()),
                Message("tool", result.DeepClone())),
            422, "Function calls count does not match function results count");
    }

    [Fact]
    public Task A_result_that_is_no_json_is_refused()
    {
        JsonObject call = JsonNode.Parse("""{"function_call":{"name":"f","arguments":{}}}""")!.AsObject();
        JsonObject result = JsonNode.Parse("""{"function_result":{"name":"f","result":"просто слова"}}""")!.AsObject();
        return RefusedAsync(Request("GigaChat-2", Message("user", Text("x")), Message("assistant", call), Message("tool", result)),
            400, "invalid function result for function f: invalid json: JSON parse error at line 1 column 1");
    }

    [Theory]
    [InlineData("tool", "GigaChat-3-Lightning", false, 200)]
    [InlineData("tool", "GigaChat-2-Max", false, 200)]
    [InlineData("tool", "GigaChat-2-Max", true, 400)]
    [InlineData("tool", "GigaChat-3-Lightning", true, 200)]
    [InlineData("function", "GigaChat-2-Max", true, 200)]
    [InlineData("function", "GigaChat-3-Lightning", false, 422)]
    public async Task The_role_of_results_depends_on_the_model(string role, string model, bool functionRoleOnly, int status)
    {
        Host.Settings.FunctionRoleOnly = functionRoleOnly;
        JsonObject call = JsonNode.Parse("""{"function_call":{"name":"f","arguments":{}}}""")!.AsObject();
        JsonObject result = JsonNode.Parse("""{"function_result":{"name":"f","result":{"город":"Омск"}}}""")!.AsObject();
        JsonObject request = Request(model, Message("user", Text("x")), Message("assistant", call), Message(role, result));
        using HttpResponseMessage response = await PostV2Async(request.ToJsonString());
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Other_paths_of_version_2_lead_nowhere()
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri(Host.BaseUri, "/v2/files"), Cancellation);
        Assert.Equal((403, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Version_1_takes_no_notice_of_tools()
    {
        using HttpResponseMessage response = await ChatAsync(Question(more: """ "tools":[{"web_search":{}}], """));
        Assert.StartsWith("Эхо", (string)(await JsonAsync(response))["choices"]![0]!["message"]!["content"]!, StringComparison.Ordinal);
    }
}
