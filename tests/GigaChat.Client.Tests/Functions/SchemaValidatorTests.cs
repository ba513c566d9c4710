using System.Text.Json.Nodes;
using GigaChat.Functions;

namespace GigaChat.Tests.Functions;

/// <summary>What the check of an answer costs at worst.</summary>
public class SchemaValidatorTests
{
    [Theory]
    [InlineData("anyOf")]
    [InlineData("oneOf")]
    public async Task Alternatives_within_alternatives_cost_no_more_than_their_number(string keyword)
    {
        // The depth that JSON is read with at most: doubled at each level, this would never end.
        JsonNode schema = JsonNode.Parse("""{"type":"integer"}""")!;
        for (int level = 0; level < 30; level++)
            schema = new JsonObject { [keyword] = new JsonArray(schema) };
        string? problem = await Task.Run(() => new SchemaValidator().FindFirstViolation(schema, "слово", "Value"), Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Contains("слово", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_alternative_explains_why_none_fits()
    {
        JsonNode schema = JsonNode.Parse("""{"anyOf":[{"type":"integer"},{"type":"boolean"}]}""")!;
        Assert.Contains("integer", new SchemaValidator().FindFirstViolation(schema, "слово", "Value"), StringComparison.Ordinal);
        Assert.Null(new SchemaValidator().FindFirstViolation(schema, true, "Value"));
    }

    [Fact]
    public void A_check_that_would_take_very_long_is_given_up()
    {
        var alternatives = new JsonArray([.. Enumerable.Range(0, 5_000).Select(static _ => JsonNode.Parse("""{"type":"boolean"}"""))]);
        var schema = new JsonObject { ["items"] = new JsonObject { ["anyOf"] = alternatives } };
        ((JsonArray)schema["items"]!["anyOf"]!).Add(JsonNode.Parse("""{"type":"integer"}"""));
        JsonNode value = JsonNode.Parse($"[{string.Join(',', Enumerable.Range(0, 5_000))}]")!;
        Assert.Matches("Value.*5", new SchemaValidator().FindFirstViolation(schema, value, "Value"));
        Assert.Null(new SchemaValidator().FindFirstViolation(schema, JsonNode.Parse("[1,2,3]"), "Value"));
    }
}
