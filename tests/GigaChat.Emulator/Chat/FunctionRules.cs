using System.Text.Json;
using System.Text.RegularExpressions;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>What the service demands of <c>functions</c> and <c>function_call</c>.</summary>
internal static partial class FunctionRules
{
    private const string NameRule = "Invalid function names. " +
        "Only Latin letters (A-Z or a-z), underscore (_), hyphen (-), dot (.) and digits (not leading) are allowed";

    private static readonly HashSet<string> BuiltIn = ["text2image", "text2model3d", "get_file_content"];
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public static void CheckShape(JsonElement json, EmulatorSettings settings)
    {
        foreach (var function in All(json))
            CheckShape(function);

        if (json.Optional("function_call") is { } choice && choice.ValueKind != JsonValueKind.String)
        {
            if (choice.ValueKind != JsonValueKind.Object)
                throw Refusal.InvalidJson();
            if (BuiltIn.Contains(choice.RequiredText("name")) && settings.ForcedBuiltIn == ForcedBuiltIn.BadRequest)
                throw Refusal.InvalidJson();
        }
    }

    /// <summary>The shape of one description; both versions of the API have the same.</summary>
    public static void CheckShape(JsonElement function)
    {
        if (function.ValueKind != JsonValueKind.Object)
            throw Refusal.InvalidJson();
        function.RequiredText("name");
        function.OptionalText("description");
        function.Optional("parameters", JsonValueKind.Object);
        function.Optional("return_parameters", JsonValueKind.Object);
        function.Optional("few_shot_examples", JsonValueKind.Array);
    }

    public static void Check(JsonElement json, EmulatorSettings settings)
    {
        var names = CheckDescriptions([.. All(json)]);
        if (json.Optional("function_call") is { } choice)
            CheckChoice(choice, names, settings);
    }

    /// <summary>Names and schemas of the descriptions; both versions of the API demand the same of them.</summary>
    /// <returns>The names.</returns>
    public static HashSet<string> CheckDescriptions(IReadOnlyCollection<JsonElement> functions)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        // The refused names follow the sentence (LIVE, 2026-09-15).
        string[] refused = [.. functions.Select(function => function.RequiredText("name")).Where(name => !Name().IsMatch(name))];
        if (refused.Length > 0)
            throw Refusal.Invalid(NameRule + $".: [{string.Join(", ", refused)}]");
        foreach (var function in functions)
        {
            var name = function.RequiredText("name");
            if (!names.Add(name))
                throw Refusal.Invalid($"duplicate function name '{name}'");
            if (!BuiltIn.Contains(name))
                SchemaRules.Check(function.Optional("parameters") ?? Nothing);
            if (function.Optional("return_parameters") is { } result && result.EnumerateObject().Any())
                SchemaRules.Check(result);
        }

        return names;
    }

    private static void CheckChoice(JsonElement choice, HashSet<string> names, EmulatorSettings settings)
    {
        if (choice.ValueKind == JsonValueKind.String)
        {
            if (JsonBody.Text(choice) is not ("none" or "auto"))
                throw Refusal.Invalid("function_call must be 'none', 'auto' or an object with a name");
        }
        else if (choice.RequiredText("name") is var name && !names.Contains(name)
            && (!BuiltIn.Contains(name) || settings.ForcedBuiltIn == ForcedBuiltIn.Invalid))
        {
            throw Refusal.Invalid($"function '{name}' of function_call is not among the functions");
        }
    }

    private static JsonElement.ArrayEnumerator All(JsonElement json) =>
        json.Optional("functions", JsonValueKind.Array) is { } functions ? functions.EnumerateArray() : default;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\-]*\z")]
    private static partial Regex Name();
}
