using GigaChat.Commands.Chat;

namespace GigaChat.Commands.Tests.Chat;

public sealed class ChatFunctionsTests
{
    private const string Schema = """{"type":"object","properties":{"город":{"type":"string"}}}""";

    private static readonly GigaChatFunction Weather = new("get-weather", "Погода") { Command = "Get-Погода" };
    private readonly FakeChatHost _host = new();

    [Theory]
    [InlineData("AUTO", "auto")]
    [InlineData("None", "none")]
    [InlineData("Get-Weather", "get-weather")]
    [InlineData("get-погода", "get-weather")]
    [InlineData("text2image", "text2image")]
    public void A_choice_is_a_word_of_the_service_or_the_name_that_the_model_knows(string given, string expected)
        => Assert.Equal(expected, new ChatFunctions(new FunctionSettings { Functions = [Weather], Choice = given }, _host).Choice);

    [Fact]
    public void Nothing_given_offers_nothing()
    {
        var functions = new ChatFunctions(new FunctionSettings(), _host);
        Assert.Equal((null, null, null, null), (functions.Offered, functions.Choice, functions.ResultsFor(null), functions.Schema));
    }

    [Fact]
    public void Null_is_a_result()
        => Assert.Equal(["null"], new ChatFunctions(new FunctionSettings { HasResult = true }, _host).ResultsFor(null)!);

    [Fact]
    public void A_structured_answer_is_converted_to_the_class_of_the_schema()
    {
        Type? asked = null;
        _host.Converter = (type, value) =>
        {
            asked = type;
            return $"[{value}]";
        };
        var reply = new ChatReply { Value = "Омск" };
        new ChatFunctions(new FunctionSettings { Schema = Schema, AnswerType = typeof(Uri) }, _host).Finish(reply);
        Assert.Equal((typeof(Uri), "[Омск]"), (asked, reply.Value));

        new ChatFunctions(new FunctionSettings { Schema = Schema }, _host).Finish(new ChatReply());
        Assert.Equal(typeof(object), asked);
    }

    [Fact]
    public void An_answer_that_the_class_does_not_accept_is_an_invalid_response()
    {
        var cause = new ArgumentException("не то");
        _host.Converter = (_, _) => throw new FormatException("не то", cause);
        var functions = new ChatFunctions(new FunctionSettings { Schema = Schema, AnswerType = typeof(Uri) }, _host);
        var error = Assert.ThrowsAny<GigaChatException>(() => functions.Finish(new ChatReply { RequestId = "42" }));
        Assert.Equal((GigaChatErrorKind.ResponseInvalid, "42"), (error.Kind, error.RequestId));
        Assert.Contains("не то", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void A_reply_without_a_schema_or_with_a_call_is_left_alone()
    {
        _host.Converter = static (_, _) => throw new FormatException();
        new ChatFunctions(new FunctionSettings(), _host).Finish(new ChatReply { Text = "Да" });
        var call = new ChatReply { FunctionCall = new FunctionCall("get-weather", "{}") };
        new ChatFunctions(new FunctionSettings { Schema = Schema }, _host).Finish(call);
        Assert.Null(call.Value);
    }
}
