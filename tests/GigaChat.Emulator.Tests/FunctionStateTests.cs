using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Functions;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class FunctionStateTests : EmulatorTest
{
    private const string Mismatch = """{"status":422,"message":"Function calls count does not match function results count"}""";
    private const string Prompt = "call f {\"город\":\"Омск\"} call f {\"город\":\"Тверь\"}";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task A_model_that_planned_several_calls_refuses_one_result_until_the_id_is_left_out()
    {
        Host.Settings.PlanAllCalls = true;
        var messages = new JsonArray(User(Prompt));
        var call = await AskAsync(messages);
        Assert.Equal("Омск", (string)call["function_call"]!["arguments"]!["город"]!);
        Append(messages, call);
        using (var refused = await SendAsync(messages))
            await AssertAnswerAsync(refused, 422, Mismatch);

        // Without the id it asks for the remaining call by itself.
        messages[1]!.AsObject().Remove("functions_state_id");
        call = await AskAsync(messages);
        Assert.Equal("Тверь", (string)call["function_call"]!["arguments"]!["город"]!);
        Append(messages, call);
        Assert.StartsWith("Результат f", (string)(await AskAsync(messages))["content"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_planned_one_call_takes_its_result_with_any_id(bool invented)
    {
        var messages = new JsonArray(User(Prompt));
        var call = await AskAsync(messages);
        Append(messages, call);
        if (invented)
            messages[1]!["functions_state_id"] = Guid.NewGuid().ToString();
        Assert.Equal("Тверь", (string)(await AskAsync(messages))["function_call"]!["arguments"]!["город"]!);
    }

    [Fact]
    public async Task A_scripted_call_may_have_been_planned_with_others()
    {
        Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("f", Planned: 3)));
        var messages = new JsonArray(User("погода?"));
        Append(messages, await AskAsync(messages));
        using var refused = await SendAsync(messages);
        await AssertAnswerAsync(refused, 422, Mismatch);
        Host.Reset();
        using var forgotten = await SendAsync(messages);
        Assert.Equal(200, (int)forgotten.StatusCode);
    }

    private static JsonObject User(string text) => new() { ["role"] = "user", ["content"] = text };

    private static void Append(JsonArray messages, JsonNode call)
    {
        messages.Add(call.DeepClone());
        messages.Add(new JsonObject { ["role"] = "function", ["name"] = "f", ["content"] = "{\"t\":5}" });
    }

    private async Task<JsonNode> AskAsync(JsonArray messages)
    {
        using var response = await SendAsync(messages);
        return (await JsonAsync(response))["choices"]![0]!["message"]!;
    }

    private Task<HttpResponseMessage> SendAsync(JsonArray messages) => ChatAsync($$"""
        {"model":"GigaChat","functions":[{"name":"f","parameters":{"properties":{"город":{"type":"string"} } } }],
         "function_call":"auto","messages":{{messages.ToJsonString()}}}
        """);
}
