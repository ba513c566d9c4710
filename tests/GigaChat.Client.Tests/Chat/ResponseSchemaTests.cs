namespace GigaChat.Tests.Chat;

public class ResponseSchemaTests
{
    private static readonly ResponseSchema Person = new(
        """
        {"type":"object","required":["имя","лет"],"properties":{
          "имя":{"type":"string"},"лет":{"type":"integer"},"пол":{"enum":["м","ж"]},
          "дети":{"type":"array","items":{"type":"object","required":["имя"]}},
          "адрес":{"anyOf":[{"type":"string"},{"type":"null"}]}}}
        """);

    public static TheoryData<string, string> Misfits => new()
    {
        { "Привет", "JSON" },
        { "", "JSON" },
        { "[]", "Value must be object" },
        { """{"имя":"Анна"}""", "Value has no \"лет\"" },
        { """{"имя":"Анна","лет":"30"}""", "Value.лет must be integer but is \"30\"" },
        { """{"имя":"Анна","лет":30.5}""", "Value.лет must be integer" },
        { """{"имя":null,"лет":30}""", "Value.имя must be string but is null" },
        { """{"имя":"Анна","лет":30,"пол":"ё"}""", "Value.пол is \"ё\" but must be one of [\"м\",\"ж\"]" },
        { """{"имя":"Анна","лет":30,"дети":[{"имя":"Ян"},{}]}""", "Value.дети[1] has no \"имя\"" },
        { """{"имя":"Анна","лет":30,"адрес":5}""", "Value.адрес must be string" },
        { """{"имя":"Анна","имя":"Яна","лет":30}""", "JSON" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void An_answer_that_does_not_fit_is_an_error_that_keeps_it(string text, string problem)
    {
        var reply = new ChatReply { Text = text, FinishReason = "stop", RequestId = "r" };
        var error = Assert.Throws<ChatException>(() => Person.Parse(reply));
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Same(reply, error.PartialReply);
        Assert.Equal("r", error.RequestId);
    }

    [Fact]
    public void An_answer_that_was_cut_off_is_an_error_even_where_it_fits()
    {
        var reply = new ChatReply { Text = "5", FinishReason = "length" };
        Assert.ThrowsAny<GigaChatException>(() => new ResponseSchema("""{"type":"integer"}""").Parse(reply));
    }

    [Theory]
    [InlineData("""{"имя":"Анна","лет":30.0,"пол":null,"дети":[],"адрес":null,"ещё":1}""")]
    [InlineData("```json\n{\"имя\":\"Анна\",\"лет\":30}\n```")]
    [InlineData("``` \n{\"имя\":\"Анна\",\"лет\":30}```")]
    [InlineData("\n```json {\"имя\":\"Анна\",\"лет\":30}```\n")]
    [InlineData("```{\"имя\":\"Анна\",\"лет\":30}```")]
    public void An_answer_that_fits_is_read(string text)
    {
        var value = (System.Collections.IDictionary)Person.Parse(new ChatReply { Text = text, FinishReason = "stop" })!;
        Assert.Equal("Анна", value["имя"]);
        Assert.Equal(30.0, Convert.ToDouble(value["лет"], null));
    }

    [Fact]
    public void References_are_resolved_in_place()
    {
        var schema = new ResponseSchema(
            """
            {"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"b":{"$ref":"#/definitions/x~1y%20z","description":"мой"}},
             "$defs":{"A":{"type":"array","items":{"$ref":"#/definitions/x~1y z"}}},
             "definitions":{"x/y z":{"type":"string","description":"общий"}}}
            """);
        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","description":"общий"}},"b":"""
                + """{"type":"string","description":"мой"}}}""",
            schema.Json);
    }

    [Theory]
    [InlineData("""{"additionalProperties":false,"type":"object","properties":{"a":{}}}""", """{"б":1}""", false)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"б":"1"}""", false)]
    [InlineData("""{"type":["integer","null"]}""", "null", true)]
    [InlineData("""{"const":"а"}""", "\"б\"", false)]
    [InlineData("""{"allOf":[{"type":"integer"},{"enum":[1,2]}]}""", "3", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"}]}""", "\"б\"", true)]
    [InlineData("""{"enum":[1,2]}""", "1.0", true)]
    public void The_basics_of_schemas_are_kept_to(string schema, string text, bool fits)
    {
        Exception? error = Record.Exception(() => new ResponseSchema(schema).Parse(new ChatReply { Text = text, FinishReason = "stop" }));
        Assert.Equal(fits, error is null);
    }
}
