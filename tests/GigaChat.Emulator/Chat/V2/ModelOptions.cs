using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary><c>model_options</c> of a request. Null counts as left out.</summary>
internal sealed class ModelOptions
{
    private static readonly string[] Numbers =
        ["temperature", "top_p", "repetition_penalty", "max_tokens", "update_interval", "top_logprobs"];

    public int? MaxTokens { get; private init; }

    public bool ParallelCalls { get; private init; }

    public int? TopLogprobs { get; private init; }

    public bool Reasons { get; private init; }

    /// <summary>The schema the answer must follow. Belongs to the request's document.</summary>
    public JsonElement? Schema { get; private init; }

    /// <summary>The regular expression the answer must match.</summary>
    public string? Pattern { get; private init; }

    /// <exception cref="Refusal">400 for a wrong shape, also of <c>response_format</c>.</exception>
    public static ModelOptions Read(JsonElement json, string? model)
    {
        if (json.Optional("model_options", JsonValueKind.Object) is not { } options)
            return new();
        foreach (var name in Numbers)
            if (options.OptionalNumber(name) is { } number && name is "max_tokens" or "top_logprobs" && number != Math.Floor(number))
                throw Refusal.InvalidJson();
        options.OptionalFlag("unnormalized_history");
        var format = options.Optional("response_format", JsonValueKind.Object);
        if (format is { } given)
            CheckFormat(given, model);
        return new()
        {
            MaxTokens = options.OptionalNumber("max_tokens") is { } limit ? (int)Math.Min(limit, int.MaxValue) : null,
            ParallelCalls = options.OptionalFlag("parallel_tool_calls"),
            TopLogprobs = (int?)options.OptionalNumber("top_logprobs"),
            Reasons = options.Optional("reasoning", JsonValueKind.Object)?.OptionalText("effort") is not (null or "off"),
            Schema = format?.Optional("schema"),
            Pattern = format?.OptionalText("regex"),
        };
    }

    /// <exception cref="Refusal">422 for a number or word out of its range.</exception>
    public static void Check(JsonElement json)
    {
        if (json.Optional("model_options") is not { } options)
            return;
        // The ranges are those of version 1.
        ChatParameters.CheckSampling(options);
        if (options.OptionalNumber("top_logprobs") is < 1 or > 5)
            throw Refusal.Invalid("top_logprobs must be in range [1, 5]");
        // JAVA also has "off".
        if (options.Optional("reasoning")?.OptionalText("effort") is not (null or "low" or "medium" or "high" or "off"))
            throw Refusal.Invalid("reasoning.effort must be one of: low, medium, high");
        if (options.Optional("response_format")?.Optional("schema") is { } schema)
            SchemaRules.Check(schema);
    }

    private static void CheckFormat(JsonElement format, string? model)
    {
        var type = format.RequiredText("type");
        format.OptionalFlag("strict");
        switch (type)
        {
            case "text":
                break;
            case "json_schema":
                // LIVE, 2026-09-16, on 2-Max.
                if (!(format.Optional("schema", JsonValueKind.Object)?.EnumerateObject().Any() ?? false))
                    throw new Refusal(400, "Empty schema with json format type is not supported");
                break;
            // CAS has it on 3-Ultra; LIVE lists the two above alone, on generation 2.
            case "regex" when model is null || model.StartsWith("GigaChat-3", StringComparison.Ordinal):
                format.RequiredText("regex");
                break;
            default:
                throw new Refusal(400, $"Unknown type \"{type}\" in response_format");
        }
    }
}
