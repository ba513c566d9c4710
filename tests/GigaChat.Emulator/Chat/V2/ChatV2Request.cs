using System.Text.Json;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>A request of version 2 that passed the service's rules.</summary>
internal sealed class ChatV2Request
{
    public required string Model { get; init; }

    /// <summary>The whole history: what the service keeps of the thread, then what came.</summary>
    public required IReadOnlyList<ChatV2Message> Messages { get; init; }

    public required ModelOptions Options { get; init; }

    public required ToolOffer Tools { get; init; }

    public bool Stream { get; private init; }

    /// <summary>The thread that the service keeps the messages in.</summary>
    public ChatThread? Thread { get; private init; }

    /// <summary>The last message of a user, or whichever is the last.</summary>
    public string Question => Messages.LastOrDefault(message => message.Role == "user", Messages[^1]).Text;

    /// <summary>Reads and judges a request.</summary>
    /// <exception cref="Refusal">The service would not take it.</exception>
    public static ChatV2Request Read(JsonElement json, EmulatorCore core, string owner)
    {
        // The shape first: a wrong one is a 400 whatever else is wrong.
        var named = json.OptionalText("model");
        var array = json.Optional("messages", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        ChatV2Message[] came = [.. array.EnumerateArray().Select(ChatV2Message.Read)];
        var options = ModelOptions.Read(json, named);
        var tools = ToolOffer.Read(json);
        CheckShape(json);

        var thread = ReadThread(json, named, core, owner);
        var model = thread?.Model ?? named ?? throw Refusal.InvalidJson();
        var served = ModelCatalog.Require(model, "chat");
        ChatV2Message[] messages = [.. thread?.Messages ?? [], .. came];
        MessageV2Rules.Check(messages, model, core.Settings);
        ModelOptions.Check(json);
        tools.Check(json, model);
        ContextRules.Check(
            messages.Sum(message => Tokens.Count(message.ToNeutral().Content)) + Size(json, "tools") + Size(json, "model_options"),
            served, core.Settings);
        return new()
        {
            Model = model, Messages = messages, Options = options, Tools = tools, Thread = thread, Stream = json.OptionalFlag("stream"),
        };
    }

    private static void CheckShape(JsonElement json)
    {
        json.OptionalFlag("disable_filter");
        json.Optional("user_info", JsonValueKind.Object)?.OptionalText("timezone");
        json.Optional("flags", JsonValueKind.Array);
        json.Optional("filter_config", JsonValueKind.Object);
        if (json.Optional("ranker_options", JsonValueKind.Object) is { } ranker)
        {
            ranker.OptionalFlag("enabled");
            ranker.OptionalNumber("top_n");
            ranker.OptionalText("embeddings_model");
        }
    }

    /// <summary>A thread that is gone on with has its model already; naming both is refused (JAVA, PYDOC).</summary>
    private static ChatThread? ReadThread(JsonElement json, string? model, EmulatorCore core, string owner)
    {
        if (json.Optional("storage", JsonValueKind.Object) is not { } storage)
            return null;
        storage.OptionalNumber("limit");
        storage.Optional("metadata", JsonValueKind.Object);
        if (storage.OptionalText("thread_id") is not { } id)
            return new(Guid.NewGuid().ToString(), owner, model ?? throw Refusal.InvalidJson());
        if (model is not null)
            throw Refusal.Invalid("model must not be given together with storage.thread_id");
        return core.Threads.Require(id, owner);
    }

    private static int Size(JsonElement json, string name) => json.Optional(name) is { } value ? Tokens.Count(value.GetRawText()) : 0;
}
