using System.Text.Json;
using GigaChat.Emulator.Functions;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Chat;

/// <summary>A chat request that passed the service's rules.</summary>
internal sealed class ChatRequest
{
    private ChatRequest(string model, IReadOnlyList<ChatMessage> messages)
    {
        Model = model;
        Messages = messages;
    }

    public string Model { get; }

    public IReadOnlyList<ChatMessage> Messages { get; }

    public bool Stream { get; private init; }

    public int? MaxTokens { get; private init; }

    public int PromptTokens { get; private init; }

    /// <summary>The schema the answer must follow. Belongs to the request's document.</summary>
    public JsonElement? Schema { get; private init; }

    /// <summary>The functions to call. Belongs to the request's document.</summary>
    public required FunctionOffer Offer { get; init; }

    /// <summary>The last message of a user, or the last of all where there is none.</summary>
    public string Question => Messages.LastOrDefault(message => message.Role == "user", Messages[^1]).Content;

    /// <summary>Reads and judges a request.</summary>
    /// <exception cref="Refusal">The service would not take it.</exception>
    public static ChatRequest Read(JsonElement json, EmulatorCore core)
    {
        // The shape first: a wrong one is a 400 whatever else is wrong.
        var model = json.RequiredText("model");
        var messages = ReadMessages(json);
        var stream = json.OptionalFlag("stream");
        ChatParameters.CheckShape(json);
        FunctionRules.CheckShape(json, core.Settings);

        var served = ModelCatalog.Require(model, "chat");
        MessageRules.Check(messages);
        ChatParameters.Check(json);
        FunctionRules.Check(json, core.Settings);
        core.FunctionStates.Check(messages);
        ContextRules.Check(json, served, messages, core.Settings);
        return new(model, messages)
        {
            Stream = stream,
            MaxTokens = json.OptionalNumber("max_tokens") is { } limit ? (int)Math.Min(limit, int.MaxValue) : null,
            PromptTokens = messages.Sum(message => Tokens.Count(message.Content)),
            Offer = FunctionOffer.Read(json),
            Schema = json.Optional("response_format")?.Optional("schema"),
        };
    }

    private static List<ChatMessage> ReadMessages(JsonElement json)
    {
        var array = json.Optional("messages", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        var messages = new List<ChatMessage>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw Refusal.InvalidJson();
            var attachments = item.Optional("attachments", JsonValueKind.Array)?.EnumerateArray().Select(JsonBody.Text).ToArray() ?? [];
            var call = item.Optional("function_call", JsonValueKind.Object);
            // An object, though one description has a string of JSON here.
            call?.Optional("arguments", JsonValueKind.Object);
            var state = item.OptionalText("functions_state_id");
            var content = item.OptionalText("content") ?? (call is null ? throw Refusal.InvalidJson() : "");
            messages.Add(new(item.RequiredText("role"), content, call?.RequiredText("name"), item.OptionalText("name"))
            {
                StateId = state,
                Attachments = attachments,
            });
        }

        return messages;
    }
}
