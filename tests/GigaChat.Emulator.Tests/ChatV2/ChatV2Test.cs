using System.Text.Json.Nodes;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests.ChatV2;

/// <summary>Requests to version 2 of the chat API.</summary>
public abstract class ChatV2Test : EmulatorTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    protected static JsonObject Message(string role, params JsonNode[] parts)
        => new() { ["role"] = role, ["content"] = new JsonArray(parts) };

    protected static JsonObject Text(string text) => new() { ["text"] = text };

    /// <summary>A description of a function that takes a city.</summary>
    protected static JsonObject Function(string name) => new()
    {
        ["name"] = name,
        ["description"] = "Что-то делает.",
        ["parameters"] = JsonNode.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}"""),
    };

    protected static JsonArray Functions(params string[] names) =>
        [new JsonObject { ["functions"] = new JsonObject { ["specifications"] = new JsonArray([.. names.Select(Function)]) } }];

    protected static JsonObject Request(string model = "GigaChat-3-Ultra", params JsonNode[] messages) =>
        new() { ["model"] = model, ["messages"] = new JsonArray(messages) };

    protected static JsonObject Ask(string text, string model = "GigaChat-3-Ultra") => Request(model, Message("user", Text(text)));

    protected async Task<JsonNode> AnswerAsync(JsonObject request)
    {
        using HttpResponseMessage response = await PostV2Async(request.ToJsonString());
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    protected async Task<IReadOnlyList<(string Name, JsonNode Data)>> StreamAsync(JsonObject request)
    {
        request["stream"] = true;
        using HttpResponseMessage response = await PostV2Async(request.ToJsonString());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        return V2Events(await response.Content.ReadAsStringAsync(Cancellation));
    }

    protected async Task RefusedAsync(JsonObject request, int status, string message)
    {
        using HttpResponseMessage response = await PostV2Async(request.ToJsonString());
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((status, status, message), ((int)response.StatusCode, (int)body["status"]!, (string)body["message"]!));
    }

    protected const string InvalidJson = "Your request contains invalid JSON syntax.";
}
