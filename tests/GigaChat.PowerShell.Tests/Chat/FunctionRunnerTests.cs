using GigaChat.Commands.Chat;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Functions;

namespace GigaChat.Commands.Tests.Chat;

/// <summary>The rounds of a prompt whose functions are carried out.</summary>
public sealed class FunctionRunnerTests : ChatConnectedTest
{
    private const string Parameters = """{"type":"object","properties":{"город":{"type":"string"}}}""";
    private const string Call = """call get-weather {"город":"Омск"}""";

    private static readonly GigaChatFunction Weather = new("get-weather", "Погода", Parameters) { Implementation = new object() };
    private static readonly FunctionSettings Invoked = new() { Invoke = true, MaximumRounds = 2 };

    [Fact]
    public void Calls_are_carried_out_until_the_model_answers()
    {
        Cmdlet.CallResult = """{"t":5}""";
        ChatReply reply = Run(Invoked, Weather, $"{Call} {Call}");
        Assert.Equal("""Результат get-weather: {"t":5}""", reply.Text);
        Assert.Equal(["Омск", "Омск"], Cmdlet.Calls.Select(static call => call.Arguments["город"]));
        Assert.Equal(["""get-weather -> {"t":5}""", """get-weather -> {"t":5}"""], Cmdlet.Verbose);
        Assert.Equal(3, ChatCount);
    }

    [Fact]
    public void A_call_beyond_the_limit_is_an_error()
    {
        var error = Assert.ThrowsAny<GigaChatException>(() => Run(Invoked, Weather, $"{Call} {Call} {Call}"));
        Assert.Equal(GigaChatErrorKind.FunctionLimitReached, error.Kind);
        Assert.NotNull(error.RequestId);
        Assert.Equal(2, Cmdlet.Calls.Count);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_call_is_left_to_the_caller_without_InvokeFunction_and_without_a_command(bool isInvoked, bool hasCommand)
    {
        GigaChatFunction function = hasCommand ? Weather : new("get-weather", "Погода", Parameters);
        ChatReply reply = Run(Invoked with { Invoke = isInvoked }, function, Call);
        Assert.Equal("get-weather", reply.FunctionCall?.Name);
        Assert.Empty(Cmdlet.Calls);
        Assert.Equal(1, ChatCount);
    }

    [Fact]
    public void The_model_learns_that_a_function_does_not_exist()
    {
        Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("get-news")));
        ChatReply reply = Run(Invoked, Weather, "Новости?");
        Assert.Contains("There is no function 'get-news'.", reply.Text, StringComparison.Ordinal);
        Assert.Empty(Cmdlet.Calls);
    }

    [Fact]
    public void A_long_result_is_cut_in_the_message_alone()
    {
        Cmdlet.CallResult = $$"""{"t":"{{new string('я', 1000)}}"}""";
        ChatReply reply = Run(Invoked, Weather, Call);
        string whole = new('я', 1000);
        // The first 500 characters, and how many are left of the 1,008.
        string shown = $$"""get-weather -> {"t":"{{whole[..494]}}""";
        Assert.StartsWith(shown + "… (+508 ", Assert.Single(Cmdlet.Verbose), StringComparison.Ordinal);
        Assert.Contains(Host.Requests.All, request => request.Body?.Contains(whole, StringComparison.Ordinal) == true);
        Assert.Null(reply.FunctionCall);
    }

    private ChatReply Run(FunctionSettings settings, GigaChatFunction function, string prompt)
    {
        var request = new ChatRequest { Prompt = prompt, Functions = [function] };
        using ChatExchange exchange = Cmdlet.Await(token => Connection.BeginChatAsync(request, token));
        new FunctionRunner(settings, Cmdlet).Run(exchange, () => Cmdlet.Await(token => exchange.AskAsync(cancellationToken: token)));
        return exchange.Complete();
    }
}
