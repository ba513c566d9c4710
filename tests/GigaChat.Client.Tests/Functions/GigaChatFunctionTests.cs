using GigaChat.Functions;

namespace GigaChat.Tests.Functions;

public class GigaChatFunctionTests
{
    [Theory]
    [InlineData("Get-Disk", "Get-Disk")]
    [InlineData("Az.Storage_1", "Az.Storage_1")]
    [InlineData("Получить-Диск", "Poluchit-Disk")]
    [InlineData("Щука-Ёж", "Shchuka-Ezh")]
    [InlineData("7zip", "f_7zip")]
    [InlineData("global:x y", "global_x_y")]
    [InlineData("%", "f__")]
    public void A_command_becomes_a_name_that_the_service_takes(string command, string name)
    {
        Assert.Equal(name, FunctionName.ForCommand(command));
        Assert.True(FunctionName.IsValid(FunctionName.ForCommand(command)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("погода")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void A_name_that_the_service_refuses_is_refused(string name)
        => Assert.Equal(GigaChatErrorKind.InvalidRequest, Assert.Throws<GigaChatException>(() => new GigaChatFunction(name)).Kind);

    [Theory]
    [InlineData(null, """{"type":"object","properties":{}}""")]
    [InlineData("{}", """{"type":"object","properties":{}}""")]
    [InlineData("""{"type":"object"}""", """{"type":"object","properties":{}}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":"a"}""", """{"properties":{"a":{"type":"string"}},"required":["a"],"type":"object"}""")]
    [InlineData("""{"properties":{"required":{"type":"string","enum":"б"}}}""", """{"properties":{"required":{"type":"string","enum":["б"]}},"type":"object"}""")]
    public void Parameters_always_have_properties(string? given, string sent)
        => Assert.Equal(sent, new GigaChatFunction("f", null, given).Parameters);

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
        => Assert.Equal(GigaChatErrorKind.InvalidRequest, Assert.Throws<GigaChatException>(() => new GigaChatFunction("f", null, schema)).Kind);
}
