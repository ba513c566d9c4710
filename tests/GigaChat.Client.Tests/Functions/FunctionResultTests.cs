namespace GigaChat.Tests.Functions;

public sealed class FunctionResultTests
{
    // The attribute cannot hold half a character: "½" stands for it.
    [Theory]
    [InlineData("{\"a\":\"½\"}", "{\"a\":\"\ufffd\"}")]
    [InlineData("\"½\"", "{\"result\":\"\ufffd\"}")]
    [InlineData("текст ½", "{\"result\":\"текст \ufffd\"}")]
    [InlineData("{\"a\":\"😀\"}", "{\"a\":\"\\uD83D\\uDE00\"}")]
    public void Half_a_character_does_not_stop_a_result(string json, string sent)
        => Assert.Equal(sent, FunctionResult.FromJson(json.Replace('½', '\ud83d')));

    [Fact]
    public void An_escaped_half_is_text_and_no_JSON()
    {
        Assert.Equal("""{"result":"{\"a\":\"\\ud83d\"}"}""", FunctionResult.FromJson("{\"a\":\"\\ud83d\"}"));
        Assert.Throws<GigaChatException>(static () => new FunctionExample("Да", "{\"a\":\"\\ud83d\"}"));
    }

    [Fact]
    public void An_example_and_an_error_take_half_a_character()
    {
        var function = new GigaChatFunction("weather") { Examples = [new FunctionExample("Да", "{\"a\":\"\ud83d\"}")] };
        Assert.Equal("\ufffd", function.ToPayload().FewShotExamples![0].Params.GetProperty("a").GetString());
        Assert.Equal("{\"error\":\"Нет\",\"result\":\"\ufffd\"}", FunctionResult.FromError("Нет", "\"\ud83d\""));
    }
}
