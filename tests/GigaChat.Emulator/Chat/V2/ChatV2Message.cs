using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>A message of version 2: its content is a list of parts, one of which may have several members at once.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c> or <c>function</c>.</param>
/// <param name="Text">The text of all parts.</param>
internal sealed record ChatV2Message(string Role, string Text)
{
    /// <summary>Functions that an assistant calls.</summary>
    public IReadOnlyList<FunctionCallV2> Calls { get; init; } = [];

    /// <summary>Functions whose results these are, with the ids of their calls.</summary>
    public IReadOnlyList<FunctionResultV2> Results { get; init; } = [];

    /// <summary>Ids of files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary><c>tools_state_id</c>; the names of answers and of version 1 are taken as well (LIVE, RUBY).</summary>
    public string? StateId { get; init; }

    /// <summary>Judges the shape: whatever is wrong with it is answered as broken JSON is (LIVE, JARVIS).</summary>
    /// <exception cref="Refusal">400.</exception>
    public static ChatV2Message Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Refusal.InvalidJson();
        var role = json.RequiredText("role");
        // A bare string is refused (LIVE); so is an empty list, which clients avoid (JARVIS).
        var content = json.Optional("content", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        if (content.GetArrayLength() == 0)
            throw Refusal.InvalidJson();
        var parts = content.EnumerateArray().ToArray();
        foreach (var part in parts)
            CheckPart(part);
        return new(role, string.Concat(parts.Select(part => part.OptionalText("text"))))
        {
            Calls = [.. Members(parts, "function_call").Select(FunctionCallV2.Read)],
            Results = [.. Members(parts, "function_result").Select(FunctionResultV2.Read)],
            Files = [.. parts.SelectMany(FileIds)],
            StateId = json.OptionalText("tools_state_id") ?? json.OptionalText("tool_state_id") ?? json.OptionalText("functions_state_id"),
        };
    }

    /// <summary>
    /// As the rules that both versions share see it. What the model made goes back in a files part of its own message, as it came (PYDOC,
    /// PY: files are a part of requests of any role), and is no attachment.
    /// </summary>
    public ChatMessage ToNeutral() => new(
        Role, Text + string.Concat(Results.Select(result => result.Json)), Calls.Count > 0 ? string.Join(' ', Calls) : null)
    {
        Attachments = IsAnswer ? [] : Files,
    };

    /// <summary>The model said it.</summary>
    public bool IsAnswer => Role == "assistant";

    private static void CheckPart(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.EnumerateObject().Any())
            throw Refusal.InvalidJson();
    }

    private static IEnumerable<JsonElement> Members(JsonElement[] parts, string name) =>
        parts.Select(part => part.Optional(name, JsonValueKind.Object)).OfType<JsonElement>();

    private static IEnumerable<string> FileIds(JsonElement part)
    {
        if (part.Optional("files", JsonValueKind.Array) is not { } files)
            yield break;
        foreach (var file in files.EnumerateArray())
            yield return file.ValueKind == JsonValueKind.Object ? file.RequiredText("id") : throw Refusal.InvalidJson();
    }
}
