using GigaChat.Emulator.Accounts;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ModelsAndAccountingTests : EmulatorTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task Every_listed_model_can_be_asked_for()
    {
        using var list = await GetAsync("/models");
        var models = (await JsonAsync(list))["data"]!.AsArray();
        Assert.Equal(20, models.Count);
        foreach (var model in models)
        {
            using var one = await GetAsync("/models/" + (string)model!["id"]!);
            Assert.Equal(model.ToJsonString(), (await JsonAsync(one)).ToJsonString());
        }
    }

    [Fact]
    public async Task An_unknown_model_is_not_found()
    {
        using var response = await GetAsync("/models/GigaChat-9");
        await AssertAnswerAsync(response, 404, """{"status":404,"message":"No such model"}""");
    }

    [Fact]
    public async Task Tokens_are_counted_text_by_text()
    {
        using var response = await PostAsync("/tokens/count", """{"model":"GigaChat","input":["Hello, world!","","😀"]}""");
        await AssertAnswerAsync(response, 200,
            """[{"object":"tokens","tokens":4,"characters":13},{"object":"tokens","tokens":0,"characters":0},"""
                + """{"object":"tokens","tokens":1,"characters":1}]""");
    }

    [Theory]
    [InlineData("""{"model":"None","input":["a"]}""", 404, "No such model")]
    [InlineData("""{"model":"GigaChat","input":"a"}""", 400, "Your request contains invalid JSON syntax.")]
    public async Task Wrong_counts_are_refused(string body, int status, string message)
    {
        using var response = await PostAsync("/tokens/count", body);
        await AssertAnswerAsync(response, status, $$"""{"status":{{status}},"message":"{{message}}"}""");
    }

    [Fact]
    public async Task Only_prepaid_accounts_have_a_balance()
    {
        using var prepaid = await GetAsync("/balance");
        Assert.NotEmpty((await JsonAsync(prepaid))["balance"]!.AsArray());
        SignIn(EmulatorAccount.Corporate);
        using var other = await GetAsync("/balance");
        await AssertAnswerAsync(other, 403, """{"status":403,"message":"Permission denied"}""");
    }
}
