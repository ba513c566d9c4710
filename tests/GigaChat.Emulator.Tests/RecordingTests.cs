using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

/// <summary>
/// Compares with real exchanges where they lie beside the project. They are not part of it: without them these tests
/// are skipped.
/// </summary>
public class RecordingTests : EmulatorTest
{
    private static readonly string? Folder = FindFolder();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Theory]
    [InlineData("chat_simple.json")]
    [InlineData("chat_model_not_found.json")]
    [InlineData("chat_response_format_json_schema.json")]
    [InlineData("stream_simple.json")]
    [InlineData("get_model.json")]
    [InlineData("get_models.json")]
    [InlineData("embeddings_single.json")]
    [InlineData("tokens_count_single.json")]
    [InlineData("v2_chat_create_simple.json")]
    [InlineData("v2_chat_stream_simple.json")]
    public async Task An_exchange_has_the_same_shape(string file)
    {
        // Sign-ins were recorded on another stand together with version 2: their bodies are not those of the public address.
        foreach (var exchange in (await ReadAsync(file)).AsArray().Where(exchange => exchange!["response"]!["body"] is not JsonObject body
            || !body.ContainsKey("tok")))
        {
            var recorded = exchange!["response"]!;
            using var response = await RepeatAsync(exchange["request"]!);
            Assert.Equal((int)recorded["status"]!, (int)response.StatusCode);
            var headers = response.Headers.Concat(response.Content.Headers).Select(header => header.Key);
            Assert.Empty(recorded["headers"]!.AsObject().Select(header => header.Key).Except(headers, StringComparer.OrdinalIgnoreCase));
            var type = (string)recorded["headers"]!["Content-Type"]!;
            // The sign-in address was recorded with a charset and without one.
            if (exchange["request"]!["uri"]!.ToString().EndsWith("/oauth", StringComparison.Ordinal))
                Assert.Equal(type.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
            else
                Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
            if (recorded["body"] is JsonValue text)
                await CompareStreamsAsync((string)text!, response);
            else
                Assert.Equal(Shape(recorded["body"]), Shape(await JsonAsync(response)));
        }
    }

    [Fact]
    public async Task The_models_are_the_recorded_ones()
    {
        var recorded = (await ReadAsync("get_models.json")).AsArray()[^1]!["response"]!["body"]!;
        using var response = await GetAsync("/models");
        Assert.Equal(recorded.ToJsonString(), (await JsonAsync(response)).ToJsonString());
    }

    [Fact]
    public async Task Balances_have_the_published_shape()
    {
        using var response = await GetAsync("/balance");
        await ComparePublishedAsync("sample_balance.json", response);
    }

    [Fact]
    public async Task An_AI_check_has_the_published_shape()
    {
        SignIn(EmulatorAccount.Corporate);
        var human = string.Concat(Enumerable.Repeat("обычные слова человека ", 8));
        var text = $"Как языковая модель, я отвечу.\\n{human}\\nКак языковая модель, я добавлю.";
        using var response = await PostAsync("/ai/check", $$"""{"model":"GigaCheckDetection","input":"{{text}}"}""");
        await ComparePublishedAsync("sample_ai_check.json", response);
    }

    [Fact]
    public async Task The_published_functions_are_taken()
    {
        var request = await ReadAsync("sample_chat_function.json");
        // The model of the sample never was a public one.
        request["model"] = "GigaChat";
        using var response = await ChatAsync(request.ToJsonString());
        Assert.Equal(200, (int)response.StatusCode);
    }

    private static async Task<JsonNode> ReadAsync(string file)
    {
        Assert.SkipWhen(Folder is null, "No recorded exchanges lie beside the project.");
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file), Cancellation))!;
    }

    private async Task<HttpResponseMessage> RepeatAsync(JsonNode recorded)
    {
        var uri = new Uri((string)recorded["uri"]!);
        if (uri.AbsolutePath == "/api/v2/oauth")
            return await OAuthAsync();
        if (uri.AbsolutePath.StartsWith("/api/v2/", StringComparison.Ordinal))
            return await PostV2Async(recorded["body"]!.ToJsonString());
        var path = uri.AbsolutePath["/api/v1".Length..];
        return (string)recorded["method"]! == "GET" ? await GetAsync(path) : await PostAsync(path, recorded["body"]!.ToJsonString());
    }

    private static async Task ComparePublishedAsync(string file, HttpResponseMessage response)
    {
        Assert.Equal(Shape(await ReadAsync(file)), Shape(await JsonAsync(response)));
    }

    private static async Task CompareStreamsAsync(string recorded, HttpResponseMessage response)
    {
        if (recorded.StartsWith("event: ", StringComparison.Ordinal))
        {
            var events = V2Events(recorded);
            var repeated = V2Events(await response.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal((events[0].Name, Shape(events[0].Data)), (repeated[0].Name, Shape(repeated[0].Data)));
            Assert.Equal((events[^1].Name, Shape(events[^1].Data)), (repeated[^1].Name, Shape(repeated[^1].Data)));
            return;
        }

        var before = recorded.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line["data: ".Length..]).ToArray();
        var now = await EventsAsync(response);
        Assert.Equal(EventShape(before[0]), EventShape(now[0]));
        Assert.Equal(EventShape(before[1]), EventShape(now[1]));
        Assert.Equal(EventShape(before[^2]), EventShape(now[^2]));
        Assert.Equal(before[^1], now[^1]);
    }

    private static string EventShape(string data) => Shape(JsonNode.Parse(data));

    /// <summary>Names in their order, and kinds of values; an array by its length and first item.</summary>
    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(",", members.Select(member => member.Key + ":" + Shape(member.Value))) + "}",
        JsonArray { Count: > 0 } items => $"[{(items.Count > 5 ? items.Count : "")}{Shape(items[0])}]",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };

    private static string? FindFolder()
    {
        var recordings = Path.Combine(Path.GetDirectoryName(RepositoryFolder.Path) ?? RepositoryFolder.Path, "shared", "recordings");
        return Directory.Exists(recordings) ? recordings : null;
    }
}
