namespace GigaChat.Tests.Chat;

/// <summary>Every keyword of JSON Schema that answers are held against, with an answer on each side of it.</summary>
public class SchemaRulesTests
{
    public static TheoryData<string, string, string> Rules => new()
    {
        { """{"type":"integer"}""", "5", "5.5" },
        { """{"type":["string","null"]}""", "null", "5" },
        { """{"enum":["а","б"]}""", "\"а\"", "\"в\"" },
        { """{"const":{"а":[1]}}""", """{"а":[1]}""", """{"а":[2]}""" },
        { """{"type":"number","minimum":7}""", "7", "6.9" },
        { """{"type":"number","maximum":7}""", "7", "7.1" },
        { """{"type":"number","exclusiveMinimum":7}""", "7.1", "7" },
        { """{"type":"number","exclusiveMaximum":7}""", "6.9", "7" },
        { """{"type":"number","minimum":7,"exclusiveMinimum":true}""", "7.1", "7" },
        { """{"type":"number","multipleOf":0.1}""", "0.3", "0.35" },
        { """{"type":"integer","multipleOf":1000}""", "1e3", "1500" },
        { """{"type":"string","minLength":3}""", "\"кот\"", "\"ёж\"" },
        { """{"type":"string","maxLength":2}""", "\"👍👍\"", "\"кот\"" },
        { """{"type":"string","pattern":"^\\w+-\\d{4}$"}""", "\"Сервер-0001\"", "\"Сервер 0001\"" },
        { """{"type":"string","format":"date"}""", "\"2026-02-28\"", "\"2026-02-30\"" },
        { """{"type":"string","format":"date"}""", "\"2026-02-28\"", "\"03.02.2026\"" },
        { """{"type":"string","format":"time"}""", "\"10:30:00+03:00\"", "\"10.30\"" },
        { """{"type":"string","format":"date-time"}""", "\"2026-02-03T10:30:00Z\"", "\"03.02.2026 10:30\"" },
        { """{"type":"string","format":"date-time"}""", "\"2026-02-03\"", "\"завтра\"" },
        { """{"type":"string","format":"duration"}""", "\"P1DT2H\"", "\"2 часа\"" },
        { """{"type":"string","format":"duration"}""", "\"PT5M\"", "\"PT\"" },
        { """{"type":"string","format":"uuid"}""", "\"7d0c2f0e-5b9e-4a39-9a7b-1f2b8c6d4e10\"", "\"7d0c2f0e\"" },
        { """{"type":"string","format":"ipv4"}""", "\"10.0.0.1\"", "\"10.1\"" },
        { """{"type":"string","format":"ipv6"}""", "\"fe80::1\"", "\"10.0.0.1\"" },
        { """{"type":"string","format":"uri"}""", "\"https://ya.ru/путь\"", "\"/var/log\"" },
        { """{"type":"string","format":"email"}""", "\"a@b.ru\"", "\"a at b.ru\"" },
        { """{"type":"string","format":"hostname"}""", "\"srv-1.example.org\"", "\"srv 1\"" },
        { """{"type":"array","minItems":2}""", "[1,2]", "[1]" },
        { """{"type":"array","maxItems":1}""", "[1]", "[1,2]" },
        { """{"type":"array","uniqueItems":true}""", "[1,2]", "[1,1.0]" },
        { """{"type":"array","items":{"type":"string"}}""", "[\"а\"]", "[\"а\",5]" },
        { """{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", "[\"а\",5]", "[\"а\",\"б\"]" },
        { """{"type":"array","prefixItems":[{"type":"string"}],"items":false}""", "[\"а\"]", "[\"а\",\"б\"]" },
        { """{"type":"object","required":["а"]}""", """{"а":1}""", """{"б":1}""" },
        { """{"type":"object","properties":{"а":{"type":"integer"}},"additionalProperties":false}""", """{"а":1}""", """{"б":1}""" },
        { """{"type":"object","additionalProperties":{"type":"integer"}}""", """{"а":1}""", """{"а":"1"}""" },
        {
            """{"type":"object","patternProperties":{"^n":{"type":"integer"}},"additionalProperties":false}""",
            """{"n1":1}""",
            """{"n1":"1"}"""
        },
        { """{"type":"object","minProperties":1}""", """{"а":1}""", "{}" },
        { """{"type":"object","maxProperties":1}""", """{"а":1}""", """{"а":1,"б":2}""" },
        { """{"anyOf":[{"type":"integer","minimum":5},{"type":"string"}]}""", "5", "4" },
        { """{"oneOf":[{"type":"integer"},{"type":"number","maximum":5}]}""", "6", "5" },
        { """{"allOf":[{"type":"integer"},{"minimum":5}]}""", "5", "4" },
        { """{"type":"integer","not":{"const":5}}""", "4", "5" },
        { """{"$ref":"#/$defs/n","$defs":{"n":{"type":"integer","maximum":5}}}""", "5", "6" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_lets_through_what_keeps_it_and_names_itself_where_it_is_broken(string schema, string good, string bad)
    {
        Read(schema, good);
        Assert.Contains("Value", Assert.Throws<ChatException>(() => Read(schema, bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_names_place_value_and_rule()
    {
        const string Schema = """{"type":"object","properties":{"порты":{"type":"array","items":{"type":"integer","maximum":65535}}}}""";
        Assert.Contains(
            "Value.порты[1] is 70000, but the schema requires \"maximum\": 65535",
            Assert.Throws<ChatException>(() => Read(Schema, """{"порты":[80,70000]}""")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_error_shows_of_the_answer_is_harmless()
    {
        string message = Assert.Throws<ChatException>(
            () => Read("""{"type":"object","additionalProperties":{"type":"integer"}}""", "{\"\u202Eимя\":\"\u009b2J\"}")).Message;
        Assert.True(GigaChat.Core.VisibleText.IsPlain(message), message);
    }

    [Fact]
    public async Task A_pattern_cannot_hold_the_program_up()
    {
        Task<ChatException> check = Task.Run(() => Assert.Throws<ChatException>(
            () => Read("""{"type":"string","pattern":"^(а+)+$"}""", $"\"{new string('а', 60)}!\"")), TestContext.Current.CancellationToken);
        ChatException error = await check.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Contains("pattern", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_refused_before_it_is_sent()
        => Assert.Equal(
            GigaChatErrorKind.InvalidRequest,
            Assert.Throws<GigaChatException>(() => new ResponseSchema("""{"type":"string","pattern":"("}""")).Kind);

    [Theory]
    [InlineData("""{"type":"object","properties":{"pattern":{"type":"string","pattern":"("}}}""")]
    [InlineData("""{"type":"object","patternProperties":{"[":{}}}""")]
    public void Patterns_are_looked_for_at_every_level(string schema)
        => Assert.Throws<GigaChatException>(() => new ResponseSchema(schema));

    [Theory]
    [InlineData("Вот ответ:\n```json\n{\"а\":1}\n```\nЕсли нужно ещё, спросите.")]
    [InlineData("Here: {\"а\":1}.")]
    [InlineData("{\"а\":1}\n\nЭто верно для {всех} случаев [см. 1].")]
    [InlineData("Ответ [1]: {\"а\":1} [2]")]
    [InlineData("Сначала\n```powershell\nGet-Item\n```\nпотом\n```json\n{\"а\":1}\n```")]
    [InlineData("```json\n{\"а\":1}\n``` ")]
    [InlineData("\uFEFF{\"а\":1}")]
    public void The_JSON_of_an_answer_is_found_among_other_words(string text)
    {
        var value = (System.Collections.IDictionary)Read("""{"type":"object","required":["а"]}""", text)!;
        Assert.Equal(1, Convert.ToInt32(value["а"], null));
    }

    [Theory]
    [InlineData("{\"а\":1} или {\"а\":2}")]
    [InlineData("```json\n{\"а\":1}\n```\nили\n```json\n{\"а\":2}\n```")]
    [InlineData("Нет {ответа}")]
    public void Where_it_is_in_doubt_there_is_no_JSON(string text)
        => Assert.Throws<ChatException>(() => Read("""{"type":"object"}""", text));

    [Fact]
    public void Many_brackets_are_no_work()
    {
        Assert.Throws<ChatException>(() => Read("""{"type":"object"}""", new string('[', 200_000)));
        Assert.Throws<ChatException>(() => Read("""{"type":"object"}""", string.Concat(Enumerable.Repeat("{\"а\":", 100_000))));
    }

    private static object? Read(string schema, string text)
        => new ResponseSchema(schema).Parse(new ChatReply { Text = text, FinishReason = "stop" });
}
