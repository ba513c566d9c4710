using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ChatRuleTests : EmulatorTest
{
    private const string NameRule = "Invalid params: Invalid function names. " +
        "Only Latin letters (A-Z or a-z), underscore (_), hyphen (-), dot (.) and digits (not leading) are allowed.: ";

    private const string Messages = """ "messages":[{"role":"user","content":"a"}] """;

    public static TheoryData<string> WrongShapes =>
    [
        "",
        "{",
        "[]",
        "null",
        """{"model":"GigaChat"}""",
        $$"""{ {{Messages}} }""",
        $$"""{"model":1, {{Messages}} }""",
        """{"model":"GigaChat","messages":{}}""",
        """{"model":"GigaChat","messages":["a"]}""",
        """{"model":"GigaChat","messages":[{"role":"user"}]}""",
        """{"model":"GigaChat","messages":[{"content":"a"}]}""",
        """{"model":"GigaChat","messages":[{"role":"user","content":["a"]}]}""",
        """{"model":"GigaChat","messages":[{"role":"user","content":"\ud83d"}]}""",
        """{"model":"GigaChat","messages":[{"role":"user","content":"a","attachments":"id"}]}""",
        $$"""{"model":"GigaChat","stream":"true", {{Messages}} }""",
        $$"""{"model":"GigaChat","temperature":"1", {{Messages}} }""",
        $$"""{"model":"GigaChat","max_tokens":1.5, {{Messages}} }""",
        $$"""{"model":"GigaChat","functions":{}, {{Messages}} }""",
        $$"""{"model":"GigaChat","functions":[{"parameters":{} }], {{Messages}} }""",
        $$"""{"model":"GigaChat","function_call":1, {{Messages}} }""",
    ];

    public static TheoryData<string, string> WrongParameters => new()
    {
        { "\"temperature\":0", "Invalid params: temperature must be in range (0, +inf)" },
        { "\"temperature\":-1", "Invalid params: temperature must be in range (0, +inf)" },
        { "\"top_p\":1.1", "Invalid params: top_p must be in range [0, 1]" },
        { "\"top_p\":-0.1", "Invalid params: top_p must be in range [0, 1]" },
        { "\"repetition_penalty\":0", "Invalid params: repetition_penalty must be in range (0, +inf)" },
        { "\"max_tokens\":0", "Invalid params: max_tokens must be in range (0, +inf)" },
        { "\"reasoning_effort\":\"huge\"", "Invalid params: reasoning_effort must be one of: low, medium, high" },
        { "\"functions\":[{\"name\":\"1f\",\"parameters\":{\"properties\":{}}}]", NameRule + "[1f]" },
        { "\"functions\":[{\"name\":\"погода\",\"parameters\":{\"properties\":{}}}]", NameRule + "[погода]" },
        { "\"function_call\":\"sometimes\"", "Invalid params: function_call must be 'none', 'auto' or an object with a name" },
        { "\"function_call\":{\"name\":\"g\"}", "Invalid params: function 'g' of function_call is not among the functions" },
    };

    public static TheoryData<string, string> WrongHistories => new()
    {
        { "", "messages must not be empty" },
        { """{"role":"user","content":"a"},{"role":"system","content":"b"}""", "system message must be the first message" },
        { """{"role":"system","content":"a"},{"role":"system","content":"b"}""", "system message must be the first message" },
        { """{"role":"god","content":"a"}""", "unknown role 'god'" },
        { """{"role":"assistant","function_call":{"name":"f","arguments":{}}},{"role":"user","content":"b"}""",
            "every assistant function call must have a result in history" },
        { """{"role":"assistant","content":"","function_call":{"name":"f","arguments":{}}}""",
            "every assistant function call must have a result in history" },
        { """{"role":"function","name":"f","content":"{}"}""",
            "every assistant function result must have an assistant function call in history" },
        { """{"role":"assistant","function_call":{"name":"f","arguments":{}}},{"role":"function","name":"f","content":"sunny"}""",
            "invalid function result json string\\nerror: JSON parse error at line 1 column 1: Invalid value" },
        { """{"role":"assistant","function_call":{"name":"f","arguments":{}}},{"role":"function","name":"f","content":"[1]"}""",
            "function result must be a JSON object" },
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Theory]
    [MemberData(nameof(WrongShapes))]
    public async Task A_wrong_shape_is_answered_as_broken_JSON(string body)
    {
        using var response = await ChatAsync(body);
        await AssertAnswerAsync(response, 400, """{"status":400,"message":"Your request contains invalid JSON syntax."}""");
    }

    [Theory]
    [MemberData(nameof(WrongParameters))]
    public async Task A_parameter_out_of_range_cannot_be_processed(string parameter, string message)
    {
        using var response = await ChatAsync(Question(more: parameter + ","));
        await AssertAnswerAsync(response, 422, $$"""{"status":422,"message":"{{message}}"}""");
    }

    [Theory]
    [MemberData(nameof(WrongHistories))]
    public async Task A_history_that_makes_no_sense_cannot_be_processed(string messages, string message)
    {
        using var response = await ChatAsync($$"""{"model":"GigaChat","messages":[{{messages}}]}""");
        await AssertAnswerAsync(response, 422, $$"""{"status":422,"message":"Invalid params: {{message}}"}""");
    }

    [Theory]
    [InlineData("NonExistentModel")]
    [InlineData("Embeddings")]
    public async Task A_model_that_cannot_chat_is_not_found(string model)
    {
        using var response = await ChatAsync($$"""{"model":"{{model}}", {{Messages}} }""");
        await AssertAnswerAsync(response, 404, """{"status":404,"message":"No such model"}""");
    }

    [Theory]
    [InlineData("\"temperature\":null,\"top_p\":null,\"max_tokens\":null,\"functions\":null,\"stream\":null,")]
    [InlineData("\"temperature\":0.0001,\"top_p\":0,\"max_tokens\":1,\"repetition_penalty\":1.0,\"reasoning_effort\":\"low\",")]
    [InlineData("\"functions\":[{\"name\":\"get-weather.v_1\",\"parameters\":{\"type\":\"object\",\"properties\":{}}},"
        + "{\"name\":\"text2image\"}],\"function_call\":\"auto\",")]
    [InlineData("\"function_call\":{\"name\":\"text2image\"},\"response_format\":{\"type\":\"json_schema\",\"schema\":{\"enum\":[1]},"
        + "\"strict\":true},")]
    public async Task What_the_service_takes_is_taken(string parameters)
    {
        using var response = await ChatAsync(Question(more: parameters));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_function_call_with_its_result_is_a_good_history()
    {
        using var response = await ChatAsync("""
            {"model":"GigaChat","messages":[
              {"role":"system","content":"s"},{"role":"user","content":"погода?"},
              {"role":"assistant","content":"","function_call":{"name":"f","arguments":{"a":1}},"functions_state_id":"x"},
              {"role":"function","name":"f","content":"{\"t\":20}"}]}
            """);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("{\"type\":\"xml\"}", "Unknown type \\\"xml\\\" in response_format")]
    [InlineData("{\"type\":\"json_schema\",\"schema\":{}}", "Empty schema with json format type is not supported")]
    [InlineData("{\"type\":\"json_schema\"}", "Empty schema with json format type is not supported")]
    public async Task A_wrong_response_format_is_a_bad_request(string format, string message)
    {
        using var response = await ChatAsync(Question(more: $"\"response_format\":{format},"));
        await AssertAnswerAsync(response, 400, $$"""{"status":400,"message":"{{message}}"}""");
    }
}
