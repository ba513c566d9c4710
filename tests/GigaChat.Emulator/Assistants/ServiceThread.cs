using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Assistants;

/// <summary>A thread: messages that the service keeps for an assistant or a model.</summary>
internal sealed record ServiceThread(string Id, string Owner, long Created)
{
    public string? AssistantId { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<ThreadMessage> Messages { get; init; } = [];

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["assistant_id"] = AssistantId,
        ["model"] = Model,
        ["created_at"] = Created,
        ["updated_at"] = Messages.Count > 0 ? Messages[^1].Created : Created,
        ["run_lock"] = false,
        ["status"] = "ready",
    };
}
