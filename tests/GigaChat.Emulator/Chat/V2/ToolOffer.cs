using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary><c>tools</c> and <c>tool_config</c> of a request.</summary>
internal sealed class ToolOffer
{
    private static readonly HashSet<string> Known =
    [
        "web_search", "url_content_extraction", "code_interpreter", "image_generate", "model_3d_generate", "get_datetime", "memory",
    ];

    /// <summary>The user's functions, as they were described. Belong to the request's document.</summary>
    public IReadOnlyDictionary<string, JsonElement> Functions { get; private init; } = new Dictionary<string, JsonElement>();

    /// <summary>The service's tools.</summary>
    public IReadOnlySet<string> BuiltIn { get; private init; } = new HashSet<string>();

    /// <summary><c>auto</c>, <c>none</c>, <c>forced</c> or <c>any</c>.</summary>
    public string Mode { get; private init; } = "auto";

    public string? ForcedTool { get; private init; }

    public string? ForcedFunction { get; private init; }

    /// <summary>One of these has to be called in the mode <c>any</c>.</summary>
    public IReadOnlyList<string> AnyOf { get; private init; } = [];

    /// <exception cref="Refusal">
    /// 400 for another shape (JARVIS: OpenAI's <c>{"type":"function",…}</c>), 404 for a tool that is not known (LIVE).
    /// </exception>
    public static ToolOffer Read(JsonElement json)
    {
        var functions = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var builtIn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in json.Optional("tools", JsonValueKind.Array)?.EnumerateArray() ?? default)
        {
            var members = tool.ValueKind == JsonValueKind.Object ? tool.EnumerateObject().ToArray() : [];
            if (members is not [{ Value.ValueKind: JsonValueKind.Object } only])
                throw Refusal.InvalidJson();
            if (only.Name == "functions")
                ReadFunctions(only.Value, functions);
            else
                builtIn.Add(Known.Contains(only.Name) ? only.Name : throw new Refusal(404, $"Unknown tool {only.Name}"));
        }

        var config = json.Optional("tool_config", JsonValueKind.Object);
        return new()
        {
            Functions = functions,
            BuiltIn = builtIn,
            Mode = config?.RequiredText("mode") ?? "auto",
            ForcedTool = config?.OptionalText("tool_name"),
            ForcedFunction = config?.OptionalText("function_name"),
            AnyOf = [.. config?.Optional("functions_names_any", JsonValueKind.Array)?.EnumerateArray().Select(JsonBody.Text) ?? []],
        };
    }

    /// <exception cref="Refusal">422 for what cannot be meant, and for a tool that the model does not have.</exception>
    public void Check(JsonElement json, string? model)
    {
        FunctionRules.CheckDescriptions(Descriptions(json));
        if (Mode is not ("auto" or "none" or "forced" or "any"))
            throw Refusal.Invalid("tool_config.mode must be one of: auto, none, forced, any");
        if (Mode == "forced" && (ForcedTool is null) == (ForcedFunction is null))
            throw Refusal.Invalid("tool_config of mode forced must have either tool_name or function_name");
        if (Mode == "forced" && ForcedFunction is { } function && !Functions.ContainsKey(function))
            throw Refusal.Invalid($"function '{function}' of tool_config is not among the functions");
        if (Mode == "forced" && ForcedTool is { } tool && !BuiltIn.Contains(tool))
            throw Refusal.Invalid($"tool '{tool}' of tool_config is not among the tools");
        if (Mode == "any" && (Functions.Count == 0 || !AnyOf.All(Functions.ContainsKey)))
            throw Refusal.Invalid("functions_names_any of tool_config must name functions of the request");
        // LIVE: 2-Max of a personal account; CAS: 3-Ultra has it.
        if (BuiltIn.Contains("code_interpreter") && model is not null && !model.StartsWith("GigaChat-3", StringComparison.Ordinal))
            throw new Refusal(422, "Tool code_interpreter is unavailable");
    }

    private static void ReadFunctions(JsonElement tool, Dictionary<string, JsonElement> functions)
    {
        var list = tool.Optional("specifications", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        foreach (var function in list.EnumerateArray())
        {
            FunctionRules.CheckShape(function);
            functions[function.RequiredText("name")] = function.Optional("parameters") ?? default;
        }
    }

    private static JsonElement[] Descriptions(JsonElement json) =>
    [
        .. (json.Optional("tools")?.EnumerateArray() ?? default)
            .SelectMany(tool => tool.Optional("functions") is { } functions
                ? functions.Optional("specifications")!.Value.EnumerateArray() : default),
    ];
}
