using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Assistants;

/// <summary>A message of a thread.</summary>
internal sealed record ThreadMessage(string Id, string Role, string Content, long Created)
{
    public JsonObject ToJson() => new()
    {
        ["message_id"] = Id, ["role"] = Role, ["content"] = Content, ["attachments"] = new JsonArray(), ["created_at"] = Created,
    };
}
