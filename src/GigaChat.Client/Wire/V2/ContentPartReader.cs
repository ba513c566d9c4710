using System.Text.Json;

namespace GigaChat.Wire.V2;

/// <summary>Reads the parts of a message of an answer.</summary>
internal static class ContentPartReader
{
    /// <summary>
    /// The parts of the content, and as one more what stands on the message itself: one SDK also reads <c>function_call</c>,
    /// <c>tool_execution</c>, <c>logprobs</c> and <c>inline_data</c> there (PY).
    /// </summary>
    /// <exception cref="JsonException">A text holds half a character.</exception>
    public static IReadOnlyList<ContentPartPayload> ReadAll(JsonElement message)
    {
        List<ContentPartPayload> parts = [.. WireMember.Objects(message, "content").Select(Read)];
        ContentPartPayload beside = ReadOther(message);
        if (parts.Exists(static part => part.FunctionCall is not null))
            beside = beside with { FunctionCall = null };
        if (beside != new ContentPartPayload())
            parts.Add(beside);
        return parts;
    }

    /// <summary>The probabilities of tokens that a part, a message or an answer has; null for none.</summary>
    public static IReadOnlyList<LogProbPayload>? ReadLogProbs(JsonElement json)
        => WireMember.Has(json, "logprobs", JsonValueKind.Array)
            ? [.. WireMember.Objects(json, "logprobs").Select(ReadLogProb)]
            : null;

    private static ContentPartPayload Read(JsonElement json)
        => ReadOther(json) with { Text = WireMember.Text(json, "text", isStrict: true) };

    private static ContentPartPayload ReadOther(JsonElement json) => new()
    {
        Files = WireMember.Has(json, "files", JsonValueKind.Array) ? [.. WireMember.Objects(json, "files").Select(ReadFile)] : null,
        FunctionCall = WireMember.Object(json, "function_call") is { } call ? ReadCall(call) : null,
        InlineData = WireMember.Object(json, "inline_data") is { } data && WireMember.Object(data, "sources") is { } sources
            ? new InlineDataPayload { Sources = ReadSources(sources) } : null,
        ToolExecution = WireMember.Object(json, "tool_execution") is { } tool ? ReadTool(tool) : null,
        Logprobs = ReadLogProbs(json),
    };

    private static ContentFilePayload ReadFile(JsonElement json) => new()
    {
        Id = WireMember.Text(json, "id"), Mime = WireMember.Text(json, "mime"), Target = WireMember.Text(json, "target"),
    };

    private static FunctionCallPayload ReadCall(JsonElement json) => new()
    {
        Name = WireMember.Text(json, "name"),
        Arguments = json.TryGetProperty("arguments", out JsonElement arguments) ? arguments : null,
        Id = WireMember.Text(json, "id"),
    };

    private static Dictionary<string, SourcePayload> ReadSources(JsonElement json)
    {
        Dictionary<string, SourcePayload> sources = new(StringComparer.Ordinal);
        foreach (JsonProperty page in json.EnumerateObject())
        {
            if (page.Value.ValueKind == JsonValueKind.Object && WireMember.NameOf(page) is { } name)
                sources[name] = ReadSource(page.Value);
        }
        return sources;
    }

    private static SourcePayload ReadSource(JsonElement json) => new()
    {
        Url = WireMember.Text(json, "url"), Title = WireMember.Text(json, "title"),
    };

    private static ToolExecutionPayload ReadTool(JsonElement json) => new()
    {
        Name = WireMember.Text(json, "name"),
        Status = WireMember.Text(json, "status"),
        SecondsLeft = WireMember.Real(json, "seconds_left"),
    };

    private static LogProbPayload ReadLogProb(JsonElement json) => new()
    {
        Chosen = WireMember.Object(json, "chosen") is { } chosen ? ReadToken(chosen) : null,
        Top = [.. WireMember.Objects(json, "top").Select(ReadToken)],
    };

    private static TokenProbabilityPayload ReadToken(JsonElement json) => new()
    {
        Token = WireMember.Text(json, "token"), Logprob = WireMember.Real(json, "logprob") ?? 0,
    };
}
