using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>Types and ranges of a chat request's numbers and choices. Null counts as left out.</summary>
internal static class ChatParameters
{
    private static readonly string[] Numbers = ["temperature", "top_p", "repetition_penalty", "max_tokens", "update_interval", "n"];

    public static void CheckShape(JsonElement json)
    {
        foreach (var name in Numbers)
            json.OptionalNumber(name);
        if (json.OptionalNumber("max_tokens") is { } limit && limit != Math.Floor(limit))
            throw Refusal.InvalidJson();
        json.OptionalText("reasoning_effort");
        CheckResponseFormat(json);
    }

    public static void Check(JsonElement json)
    {
        CheckSampling(json);
        if (json.OptionalText("reasoning_effort") is not (null or "low" or "medium" or "high"))
            throw Refusal.Invalid("reasoning_effort must be one of: low, medium, high");
        if (json.Optional("response_format")?.Optional("schema") is { } schema)
            SchemaRules.Check(schema);
    }

    /// <summary>Ranges of numbers; both versions have them.</summary>
    public static void CheckSampling(JsonElement json)
    {
        if (json.OptionalNumber("temperature") <= 0)
            throw Refusal.Invalid("temperature must be in range (0, +inf)");
        if (json.OptionalNumber("top_p") is < 0 or > 1)
            throw Refusal.Invalid("top_p must be in range [0, 1]");
        if (json.OptionalNumber("repetition_penalty") <= 0)
            throw Refusal.Invalid("repetition_penalty must be in range (0, +inf)");
        if (json.OptionalNumber("max_tokens") <= 0)
            throw Refusal.Invalid("max_tokens must be in range (0, +inf)");
        if (json.OptionalNumber("update_interval") < 0)
            throw Refusal.Invalid("update_interval must be in range [0, +inf)");
    }

    private static void CheckResponseFormat(JsonElement json)
    {
        if (json.Optional("response_format", JsonValueKind.Object) is not { } format)
            return;
        var type = format.RequiredText("type");
        if (type is not ("text" or "json_schema"))
            throw new Refusal(400, $"Unknown type \"{type}\" in response_format");
        // LIVE, 2026-09-16, for a schema left out; one without a member says as little.
        if (type == "json_schema" && !(format.Optional("schema", JsonValueKind.Object)?.EnumerateObject().Any() ?? false))
            throw new Refusal(400, "Empty schema with json format type is not supported");
    }
}
