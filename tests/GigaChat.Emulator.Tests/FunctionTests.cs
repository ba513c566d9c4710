using System.Text.Json.Nodes;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class FunctionTests : EmulatorTest
{
    private const string Functions
        = "\"functions\":[{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}],";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task A_prompt_that_asks_for_a_call_gets_it()
    {
        using var response = await ChatAsync(Question("""Прошу: call f {"a":"ж"} и всё""", Functions + "\"function_call\":\"auto\","));
        var choice = (await JsonAsync(response))["choices"]![0]!;
        Assert.Equal("function_call", (string)choice["finish_reason"]!);
        Assert.Equal("", (string)choice["message"]!["content"]!);
        Assert.Equal("ж", (string)choice["message"]!["function_call"]!["arguments"]!["a"]!);
        Assert.True(Guid.TryParse((string)choice["message"]!["functions_state_id"]!, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"function_call\":\"none\",")]
    public async Task Nothing_is_called_unless_the_request_allows_it(string choice)
    {
        using var response = await ChatAsync(Question("""call f {}""", Functions + choice));
        Assert.Equal("stop", (string)(await JsonAsync(response))["choices"]![0]!["finish_reason"]!);
    }

    [Fact]
    public async Task What_was_not_offered_is_not_called()
    {
        using var response = await ChatAsync(Question("""call g {}""", Functions + "\"function_call\":\"auto\","));
        Assert.Equal("stop", (string)(await JsonAsync(response))["choices"]![0]!["finish_reason"]!);
    }

    [Fact]
    public async Task A_forced_function_is_called_with_arguments_of_its_schema()
    {
        using var response = await ChatAsync(Question("ж", Functions + "\"function_call\":{\"name\":\"f\"},"));
        Assert.Equal("ж", (string)(await JsonAsync(response))["choices"]![0]!["message"]!["function_call"]!["arguments"]!["a"]!);
    }

    [Fact]
    public async Task Calls_are_made_in_turn_and_then_answered()
    {
        const string Call
            = """{"role":"assistant","content":"","function_call":{"name":"f","arguments":{}}},"""
                + """{"role":"function","name":"f","content":"{\"n\":1}"}""";
        string Chat(string history)
            => $$"""{"model":"GigaChat",{{Functions}}"function_call":"auto","messages":"""
            + $$"""[{"role":"user","content":"call f {\"a\":\"1\"} call f {\"a\":\"2\"}"}{{history}}]}""";
        using var second = await ChatAsync(Chat("," + Call));
        Assert.Equal("2", (string)(await JsonAsync(second))["choices"]![0]!["message"]!["function_call"]!["arguments"]!["a"]!);
        using var answer = await ChatAsync(Chat($",{Call},{Call}"));
        Assert.Equal("Результат f: {\"n\":1}", (string)(await JsonAsync(answer))["choices"]![0]!["message"]!["content"]!);
    }

    [Fact]
    public async Task In_a_stream_a_call_comes_whole()
    {
        using var response = await ChatAsync(Question("""call f {"a":"ж"}""", Functions + "\"function_call\":\"auto\",\"stream\":true,"));
        var events = await EventsAsync(response);
        Assert.Single(
            events, static data => data.Contains(
                "\"function_call\":{\"name\":\"f\",\"arguments\":{\"a\":\"ж\"}}", StringComparison.Ordinal));
        Assert.Equal("function_call", (string)JsonNode.Parse(events[^2])!["choices"]![0]!["finish_reason"]!);
    }

    [Theory]
    [InlineData("""{"role":"assistant","content":"","function_call":{"name":"f","arguments":"{}"}},"""
        + """{"role":"function","name":"f","content":"{}"}""", 400)]
    [InlineData(
        """{"role":"assistant","content":"","function_call":{"name":"f","arguments":{}}},{"role":"function","content":"{}"}""", 422)]
    [InlineData("""{"role":"assistant","content":"","function_call":{"name":"f","arguments":{}}},"""
        + """{"role":"function","name":"g","content":"{}"}""", 422)]
    public async Task A_history_must_repeat_call_and_result_in_their_form(string history, int status)
    {
        using var response = await ChatAsync($$"""{"model":"GigaChat","messages":[{"role":"user","content":"a"},{{history}}]}""");
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_description_is_judged()
    {
        using var good = await PostAsync(
            "/functions/validate",
            """{"name":"f","description":"d","parameters":{"properties":{}},"return_parameters":{},"few_shot_examples":["""
                + """{"request":"a","params":{}}]}""");
        await AssertAnswerAsync(good, 200, """{"status":200,"message":"Function is valid","json_ai_rules_version":"1.0.5"}""");
        using var bad = await PostAsync(
            "/functions/validate", """{"description":"d","return_parameters":{},"parameters":{"properties":{}}}""");
        await AssertAnswerAsync(
            bad, 200, """{"status":200,"message":"Incorrect function syntax","json_ai_rules_version":"1.0.5","errors":["""
                + """{"description":"name is required","schema_location":"(root)"}],"warnings":[{"description":"few_shot_examples are """
                + """missing","schema_location":"(root)"}]}""");
        using var nested = await PostAsync("/functions/validate", """
            {"name":"f","parameters":{"properties":{"a":{"type":"object"},"b":{"type":"array","items":{"type":"object"} } } } }
            """);
        Assert.Equal(
            ["(root).parameters.properties.a", "(root).parameters.properties.b.items"],
            (await JsonAsync(nested))["errors"]!.AsArray().Select(error => (string)error!["schema_location"]!));
        using var broken = await PostAsync("/functions/validate", "[]");
        Assert.Equal(400, (int)broken.StatusCode);
    }
}
