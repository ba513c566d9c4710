using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class SchemaRuleTests : EmulatorTest
{
    /// <summary>Schemas that the service refuses, with the field it misses.</summary>
    public static TheoryData<string, string> Incomplete => new()
    {
        { """{"type":"object"}""", "properties" },
        { """{"description":"что угодно"}""", "properties" },
        { """{"type":"object","properties":[]}""", "properties" },
        { """{"type":"object","properties":{"schema":{"type":"object"}}}""", "properties.schema.properties" },
        { """{"properties":{"данные":{"type":["object","null"]}}}""", "properties.данные.properties" },
        { """{"properties":{"any":{}}}""", "properties.any.properties" },
        { """{"properties":{"a":{"type":"object","properties":{"b":{"type":"object"}}}}}""", "properties.a.properties.b.properties" },
        { """{"properties":{"list":{"type":"array","items":{"type":"object"}}}}""", "properties.list.items.properties" },
        { """{"properties":{"list":{"type":"array","items":{}}}}""", "properties.list.items.properties" },
        { """{"properties":{"one":{"anyOf":[{"type":"string"},{"type":"object"}]}}}""", "properties.one.anyOf.properties" },
        { """{"properties":{"map":{"type":"object","properties":{},"additionalProperties":{"type":"object"}}}}""",
            "properties.map.additionalProperties.properties" },
        { """{"properties":{"self":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"object"}}}""", "$defs.a.properties" },
    };

    public static TheoryData<string> Complete =>
    [
        """{"type":"object","properties":{}}""",
        """{"properties":{"a":{"type":"string","description":"текст"},"b":{"enum":["да","нет"]}}}""",
        """{"properties":{"c":{"const":1},"d":{"type":["integer","null"]}}}""",
        """{"properties":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{}}}}}}""",
        """{"properties":{"list":{"type":"array","items":{"type":"object","properties":{}}},"texts":{"items":{"type":"string"}}}}""",
        """{"properties":{"self":{"$ref":"#"}},"additionalProperties":false}""",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task A_function_needs_properties_at_every_level(string parameters, string field)
    {
        using var response = await ChatAsync(Question(more: Function(parameters)));
        await AssertAnswerAsync(response, 422, $$"""{"status":422,"message":"Field '{{field}}' is missing"}""");
    }

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task So_does_a_schema_of_the_answer(string schema, string field)
    {
        using var response = await ChatAsync(Question(more: Format(schema)));
        await AssertAnswerAsync(response, 422, $$"""{"status":422,"message":"Field '{{field}}' is missing"}""");
    }

    [Theory]
    [MemberData(nameof(Complete))]
    public async Task What_has_them_is_taken(string schema)
    {
        foreach (var more in new[] { Function(schema), Format(schema) })
        {
            using var response = await ChatAsync(Question(more: more));
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_function_without_parameters_and_one_with_an_incomplete_result_are_refused()
    {
        using var none = await ChatAsync(Question(more: "\"functions\":[{\"name\":\"f\"}],"));
        await AssertAnswerAsync(none, 422, """{"status":422,"message":"Field 'properties' is missing"}""");
        const string Returns = """
            "functions":[{"name":"f","parameters":{"properties":{}},"return_parameters":{"properties":{"data":{"type":"object"}}}}],
            """;
        using var result = await ChatAsync(Question(more: Returns));
        await AssertAnswerAsync(result, 422, """{"status":422,"message":"Field 'properties.data.properties' is missing"}""");
    }

    private static string Function(string parameters) => $$"""
        "functions":[{"name":"f","parameters":{{parameters}}}],
        """;

    private static string Format(string schema) => $$"""
        "response_format":{"type":"json_schema","schema":{{schema}}},
        """;
}
