using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Functions;

/// <summary>Holds a value against the basics of a schema: types, required names, listed values.</summary>
internal sealed class SchemaValidator
{
    // Each rule of the schema for each value it stands for. A schema of 20,000 rules and an answer of 16 MB could come to billions.
    private const int MaxMillions = 5;

    private int _steps;

    private SchemaValidator()
    {
    }

    /// <summary>The first thing that does not fit, as a text for the user; null where all fits.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">What the text calls the value.</param>
    public static string? FindFirstViolation(JsonNode? schema, JsonNode? value, string path)
    {
        var validator = new SchemaValidator();
        string? violation = validator.Find(schema, value, path);
        return validator.IsExhausted ? Localized.Format(FunctionMessages.CheckTooLong, path, MaxMillions) : violation;
    }

    private bool IsExhausted => _steps > MaxMillions * 1_000_000;

    private string? Find(JsonNode? schema, JsonNode? value, string path)
    {
        // Any text ends the check from here on; it is not the one that is shown.
        if (IsExhausted || ++_steps > MaxMillions * 1_000_000)
            return path;
        if (schema is not JsonObject rules)
        {
            return schema is JsonValue flag && flag.GetValueKind() == JsonValueKind.False
                ? Localized.Format(FunctionMessages.ValueNotAllowed, path, ToDisplayString(value))
                : null;
        }

        return TypeProblem(rules, value, path)
            ?? ListProblem(rules, value, path)
            ?? ChoiceProblem(rules, value, path)
            ?? (value as JsonObject is { } members ? MembersProblem(rules, members, path) : null)
            ?? (value as JsonArray is { } items ? ItemsProblem(rules, items, path) : null);
    }

    private static string? TypeProblem(JsonObject rules, JsonNode? value, string path)
    {
        string[] types = rules["type"] switch
        {
            JsonArray several => [.. several.Select(static type => type?.ToString() ?? "")],
            JsonValue single => [single.ToString()],
            _ => [],
        };
        return types.Length == 0 || types.Any(type => IsOfType(value, type)) ? null
            : Localized.Format(FunctionMessages.ValueHasWrongType, path, string.Join(" | ", types), ToDisplayString(value));
    }

    private static bool IsOfType(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
            or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number)
            or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value!.AsValue().GetValue<double>()),
        ("object" or "array" or "string" or "number" or "boolean" or "null" or "integer", _) => false,
        _ => true,
    };

    private static string? ListProblem(JsonObject rules, JsonNode? value, string path)
    {
        if (rules["enum"] is JsonArray list && !list.Any(item => JsonNode.DeepEquals(item, value)))
            return Localized.Format(FunctionMessages.ValueNotListed, path, ToDisplayString(value), JsonText.Write(list));
        return rules.TryGetPropertyValue("const", out JsonNode? only) && !JsonNode.DeepEquals(only, value)
            ? Localized.Format(FunctionMessages.ValueNotListed, path, ToDisplayString(value), ToDisplayString(only)) : null;
    }

    private string? ChoiceProblem(JsonObject rules, JsonNode? value, string path)
    {
        if (rules["allOf"] is JsonArray all
            && all.Select(rule => Find(rule, value, path))
                .FirstOrDefault(static problem => problem is not null) is { } failed)
            return failed;
        foreach (string key in (string[])["anyOf", "oneOf"])
        {
            if (rules[key] is JsonArray { Count: > 0 } some && FindInEach(some, value, path) is { } problem)
                return problem;
        }
        return null;
    }

    // What does not fit the first of the alternatives, where the value fits none. Each is looked at once: asked a second time for its
    // text, alternatives within alternatives would double with every level.
    private string? FindInEach(JsonArray alternatives, JsonNode? value, string path)
    {
        string? first = null;
        foreach (JsonNode? rule in alternatives)
        {
            if (Find(rule, value, path) is not { } problem)
                return null;
            first ??= problem;
        }
        return first;
    }

    private string? MembersProblem(JsonObject rules, JsonObject value, string path)
    {
        if (rules["required"] is JsonArray required
            && required.Select(static name => name?.ToString() ?? "").FirstOrDefault(name => !value.ContainsKey(name)) is { } missing)
            return Localized.Format(FunctionMessages.ValueMissing, path, missing);

        var known = rules["properties"] as JsonObject;
        foreach ((string name, JsonNode? member) in value)
        {
            string place = $"{path}.{name}";
            // Null says "not given" of what may be left out.
            if (known?.TryGetPropertyValue(name, out JsonNode? rule) == true)
            {
                if ((member is not null || IsRequired(rules, name)) && Find(rule, member, place) is { } problem)
                    return problem;
            }
            else if (rules.TryGetPropertyValue("additionalProperties", out JsonNode? others)
                && Find(others, member, place) is { } problem)
            {
                return problem;
            }
        }
        return null;
    }

    private static bool IsRequired(JsonObject rules, string name)
        => rules["required"] is JsonArray required && required.Any(item => item?.ToString() == name);

    private string? ItemsProblem(JsonObject rules, JsonArray value, string path)
        => value
            .Select((item, index) => Find(rules["items"], item, $"{path}[{index}]"))
            .FirstOrDefault(static problem => problem is not null);

    private static string ToDisplayString(JsonNode? value)
    {
        string text = value is null ? "null" : JsonText.Write(value);
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
