using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Assistants;

/// <summary>An assistant: a model with instructions, kept by the service.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Owner">Client id of the account.</param>
/// <param name="Created">Unix seconds.</param>
internal sealed record Assistant(string Id, string Owner, long Created)
{
    public required string Model { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Instructions { get; init; }

    public IReadOnlyList<string> Files { get; init; } = [];

    public long Updated { get; init; } = Created;

    public JsonObject ToJson() => new()
    {
        ["model"] = Model,
        ["assistant_id"] = Id,
        ["name"] = Name,
        ["description"] = Description,
        ["instructions"] = Instructions,
        ["created_at"] = Created,
        ["updated_at"] = Updated,
        ["files"] = new JsonArray([.. Files.Select(id => new JsonObject { ["file_id"] = id, ["name"] = id })]),
        ["threads_count"] = 0,
    };
}
