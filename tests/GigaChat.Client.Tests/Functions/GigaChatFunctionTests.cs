using System.Text.Json.Nodes;

namespace GigaChat.Tests.Functions;

public class GigaChatFunctionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("погода")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void A_name_that_the_service_refuses_is_refused(string name)
        => Assert.Equal(GigaChatErrorKind.InvalidRequest, Assert.Throws<GigaChatException>(() => new GigaChatFunction(name)).Kind);

    [Theory]
    [InlineData("text2image", true)]
    [InlineData("get_file_content", true)]
    [InlineData("погода", false)]
    public void Functions_of_the_service_itself_are_known_by_name(string name, bool isBuiltIn)
        => Assert.Equal(isBuiltIn, GigaChatFunction.IsBuiltIn(name));

    [Theory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\n \"a\": я}", "line 2, byte 7")]
    public void Text_that_is_no_JSON_is_an_error_that_names_the_place(string schema, string place)
    {
        string message = Assert.Throws<GigaChatException>(() => new GigaChatFunction("f", null, schema)).Message;
        Assert.Contains($"({place})", message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, """{"type":"object","properties":{}}""")]
    [InlineData("{}", """{"type":"object","properties":{}}""")]
    [InlineData("""{"type":"object"}""", """{"type":"object","properties":{}}""")]
    [InlineData(
        """{"properties":{"a":{"type":"string"}},"required":"a"}""",
        """{"properties":{"a":{"type":"string"}},"required":["a"],"type":"object"}""")]
    [InlineData(
        """{"properties":{"required":{"type":"string","enum":"б"}}}""",
        """{"properties":{"required":{"type":"string","enum":["б"]}},"type":"object"}""")]
    public void Parameters_always_have_properties(string? given, string sent)
        => Assert.Equal(sent, new GigaChatFunction("f", null, given).Parameters);

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"description":"что угодно"}""")]
    [InlineData("""{"type":["object","null"]}""")]
    [InlineData("""{"type":"array","items":{"type":"object"}}""")]
    [InlineData("""{"type":"array","items":[{},{"type":"object"}]}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"object"}]}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"object"}}""")]
    [InlineData("""{"type":"object","properties":{"б":{"type":"object","properties":null}}}""")]
    [InlineData("""{"type":"object","properties":{"б":{"oneOf":[{"allOf":[{"type":"object"}]}]}}}""")]
    public void Objects_have_properties_at_every_level(string inner)
    {
        string schema = $$$"""{"type":"object","properties":{"данные":{{{inner}}}}}""";
        var function = new GigaChatFunction("f", null, schema) { ReturnParameters = schema };
        foreach (string sent in (string[])[function.Parameters!, function.ReturnParameters!, new ResponseSchema(schema).Json])
            Assert.Empty(PlacesWithoutProperties(JsonNode.Parse(sent)!, "$"));
    }

    [Theory]
    [InlineData("""{"type":"string"}""")]
    [InlineData("""{"enum":[{"type":"object"}]}""")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false,"default":{"type":"object"}}""")]
    public void What_is_whole_is_sent_as_it_was_given(string inner)
    {
        string schema = $$$"""{"type":"object","properties":{"данные":{{{inner}}}}}""";
        Assert.Equal(schema, new GigaChatFunction("f", null, schema).Parameters);
    }

    // Whatever may stand for an object: of that type, or of no type that says otherwise.
    private static IEnumerable<string> PlacesWithoutProperties(JsonNode node, string place)
    {
        if (node is JsonArray list)
            return list.SelectMany(item => PlacesWithoutProperties(item!, place + "[]"));
        if (node is not JsonObject schema)
            return [];
        bool isObject = schema["type"]?.ToJsonString().Contains("object", StringComparison.Ordinal)
            ?? !schema.Any(static member => member.Key is "anyOf" or "oneOf" or "allOf" or "items" or "enum");
        return (isObject && schema["properties"] is not JsonObject ? [place] : Array.Empty<string>())
            .Concat(schema.Where(static member => member.Key is "items" or "additionalProperties" or "anyOf" or "oneOf" or "allOf")
                .SelectMany(member => PlacesWithoutProperties(member.Value!, $"{place}.{member.Key}")))
            .Concat((schema["properties"] as JsonObject ?? []).SelectMany(
                member => PlacesWithoutProperties(member.Value!, $"{place}.{member.Key}")));
    }

    [Fact]
    public void A_function_of_the_service_needs_no_parameters() => Assert.Null(new GigaChatFunction("text2image").Parameters);

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"type":"string"}""")]
    [InlineData("""{"name":"string"}""")]
    [InlineData("""{"type":"object","type":"object"}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/нет"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"https://example.com/a.json"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""")]
    public void A_schema_that_cannot_be_sent_is_refused(string schema)
        => Assert.Equal(
            GigaChatErrorKind.InvalidRequest, Assert.Throws<GigaChatException>(() => new GigaChatFunction("f", null, schema)).Kind);
}
