using System.Text.Json;
using System.Text.RegularExpressions;

namespace GigaChat.Emulator;

/// <summary>What the service demands of <c>functions</c> and <c>function_call</c>.</summary>
internal static partial class FunctionRules
{
    private static readonly HashSet<string> BuiltIn = ["text2image", "text2model3d", "get_file_content"];

    public static void CheckShape(JsonElement json)
    {
        foreach (var function in All(json))
        {
            if (function.ValueKind != JsonValueKind.Object)
                throw Refusal.InvalidJson();
            function.RequiredText("name");
            function.OptionalText("description");
            function.Optional("parameters", JsonValueKind.Object);
            function.Optional("return_parameters", JsonValueKind.Object);
            function.Optional("few_shot_examples", JsonValueKind.Array);
        }

        if (json.Optional("function_call") is { } choice && choice.ValueKind != JsonValueKind.String)
        {
            if (choice.ValueKind != JsonValueKind.Object)
                throw Refusal.InvalidJson();
            choice.RequiredText("name");
        }
    }

    public static void Check(JsonElement json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in All(json))
        {
            var name = function.RequiredText("name");
            if (!Name().IsMatch(name))
                throw Refusal.Invalid("Invalid function names. Only Latin letters, digits, '_', '-' and '.' are allowed, and the first character must be a letter");
            if (!names.Add(name))
                throw Refusal.Invalid($"duplicate function name '{name}'");
            if (!BuiltIn.Contains(name) && function.Optional("parameters")?.Optional("properties") is null)
                throw new Refusal(422, "Field 'properties.schema.properties' is missing");
        }

        if (json.Optional("function_call") is { } choice)
            CheckChoice(choice, names);
    }

    private static void CheckChoice(JsonElement choice, HashSet<string> names)
    {
        if (choice.ValueKind == JsonValueKind.String)
        {
            if (JsonBody.Text(choice) is not ("none" or "auto"))
                throw Refusal.Invalid("function_call must be 'none', 'auto' or an object with a name");
        }
        else if (choice.RequiredText("name") is var name && !names.Contains(name) && !BuiltIn.Contains(name))
        {
            throw Refusal.Invalid($"function '{name}' of function_call is not among the functions");
        }
    }

    private static JsonElement.ArrayEnumerator All(JsonElement json) =>
        json.Optional("functions", JsonValueKind.Array) is { } functions ? functions.EnumerateArray() : default;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\-]*\z")]
    private static partial Regex Name();
}
