using GigaChat.Emulator.Chat;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ContextTests : EmulatorTest
{
    private const int ModelLimit = 261_120;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task A_context_beyond_the_model_s_limit_is_refused()
    {
        using var fits = await ChatAsync(Question(new string('a', ModelLimit * 4)));
        Assert.Equal(200, (int)fits.StatusCode);
        using var tooLong = await ChatAsync(Question(new string('a', ModelLimit * 4 + 1)));
        await AssertAnswerAsync(tooLong, 422,
            """{"status":422,"message":"CONTEXT_TOO_LONG: context too long 261121, maximum allowed context is 261120"}""");
    }

    [Fact]
    public async Task The_limit_and_the_words_can_be_others()
    {
        Host.Settings.ContextTokens = 2;
        Host.Settings.ContextRefusal = ContextRefusal.Sentence;
        using var fits = await ChatAsync(Question("12345678"));
        Assert.Equal(200, (int)fits.StatusCode);
        using var tooLong = await ChatAsync(Question("123456789"));
        await AssertAnswerAsync(tooLong, 422, """{"status":422,"message":"Invalid params: context is too long: 3 tokens, maximum is 2"}""");
    }

    [Theory]
    [InlineData("\"functions\":[{\"name\":\"f\",\"parameters\":{\"properties\":{}}}],")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"schema\":{\"properties\":{}}},")]
    public async Task Functions_and_schemas_count_too(string more)
    {
        Host.Settings.ContextTokens = 4;
        using var fits = await ChatAsync(Question("1234"));
        Assert.Equal(200, (int)fits.StatusCode);
        using var tooLong = await ChatAsync(Question("1234", more));
        Assert.Equal(422, (int)tooLong.StatusCode);
    }

    [Fact]
    public async Task Calls_of_the_history_count_too()
    {
        Host.Settings.ContextTokens = 10;
        const string History = """
            {"model":"GigaChat","messages":[{"role":"user","content":"1234"},
             {"role":"assistant","content":"","function_call":{"name":"f","arguments":{"a":"0123456789"}}},
             {"role":"function","name":"f","content":"{}"}]}
            """;
        using var tooLong = await ChatAsync(History);
        Assert.Equal(422, (int)tooLong.StatusCode);
        Host.Settings.ContextTokens = 20;
        using var fits = await ChatAsync(History);
        Assert.Equal(200, (int)fits.StatusCode);
    }

    [Fact]
    public async Task A_limit_holds_for_streams_as_well()
    {
        Host.Settings.ContextTokens = 1;
        using var response = await ChatAsync(Question("12345", "\"stream\":true,"));
        await AssertAnswerAsync(response, 422,
            """{"status":422,"message":"CONTEXT_TOO_LONG: context too long 2, maximum allowed context is 1"}""");
    }
}
