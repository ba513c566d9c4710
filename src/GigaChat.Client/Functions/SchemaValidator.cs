using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Functions;

/// <summary>
/// Holds a value against a schema: the keywords of JSON Schema (draft 2020-12) that bear on values, but for <c>if</c>,
/// <c>unevaluated…</c>, <c>dependent…</c> and <c>contains</c>. References have been resolved before
/// (<see cref="SchemaReferenceInliner"/>). The rules for single values are in <see cref="ValueRules"/>.
/// </summary>
/// <param name="ignoresPatternCase">Patterns match upper and lower case alike.</param>
internal sealed class SchemaValidator(bool ignoresPatternCase = false)
{
    // Each rule of the schema for each value it stands for. A schema of 20,000 rules and an answer of 16 MB could come to billions.
    private const int MaxMillions = 5;

    private readonly ValueRules _values = new(ignoresPatternCase);
    private int _steps;

    private bool IsExhausted => _steps > MaxMillions * 1_000_000;

    /// <summary>Whether a value has the type that a schema asks for at its top.</summary>
    public static bool HasType(JsonNode? schema, JsonNode? value)
        => schema is not JsonObject rules || ValueRules.FindTypeViolation(rules, value, "") is null;

    /// <summary>The first thing that does not fit, as a text for the user; null where all fits.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">What the text calls the value.</param>
    public string? FindFirstViolation(JsonNode? schema, JsonNode? value, string path)
    {
        _steps = 0;
        string? violation = Find(schema, value, path);
        return IsExhausted ? Localized.Format(FunctionMessages.CheckTooLong, path, MaxMillions) : violation;
    }

    private string? Find(JsonNode? schema, JsonNode? value, string path)
    {
        // Any text ends the check from here on; it is not the one that is shown.
        if (IsExhausted || ++_steps > MaxMillions * 1_000_000)
            return path;
        if (schema is not JsonObject rules)
        {
            return schema is JsonValue flag && flag.GetValueKind() == JsonValueKind.False
                ? Localized.Format(FunctionMessages.ValueNotAllowed, path, ValueRules.ToDisplayString(value))
                : null;
        }

        return ValueRules.FindTypeViolation(rules, value, path)
            ?? _values.FindViolation(rules, value, path)
            ?? FindChoiceViolation(rules, value, path)
            ?? (value is JsonObject members ? FindMemberViolation(rules, members, path) : null)
            ?? (value is JsonArray items ? FindItemViolation(rules, items, path) : null);
    }

    // Each alternative is looked at once: asked a second time for its text, alternatives within alternatives would double with every level.
    private string? FindChoiceViolation(JsonObject rules, JsonNode? value, string path)
    {
        if (rules["allOf"] is JsonArray all
            && all.Select(rule => Find(rule, value, path)).FirstOrDefault(static problem => problem is not null) is { } failed)
            return failed;
        if (rules["anyOf"] is JsonArray { Count: > 0 } any && FindInEach(any, value, path, out _) is { } unmet)
            return unmet;
        if (rules["oneOf"] is JsonArray { Count: > 0 } one)
        {
            if (FindInEach(one, value, path, out int fitting) is { } none)
                return none;
            if (fitting > 1)
                return ValueRules.Describe(path, value, "oneOf", one);
        }
        return rules.TryGetPropertyValue("not", out JsonNode? not) && Find(not, value, path) is null
            ? ValueRules.Describe(path, value, "not", not) : null;
    }

    // What does not fit the first of the alternatives, where the value fits none.
    private string? FindInEach(JsonArray alternatives, JsonNode? value, string path, out int fitting)
    {
        string?[] problems = [.. alternatives.Select(rule => Find(rule, value, path))];
        fitting = problems.Count(static problem => problem is null);
        return fitting == 0 ? problems[0] : null;
    }

    private string? FindMemberViolation(JsonObject rules, JsonObject value, string path)
    {
        if (rules["required"] is JsonArray required
            && required.Select(static name => name?.ToString() ?? "").FirstOrDefault(name => !value.ContainsKey(name)) is { } missing)
            return Localized.Format(FunctionMessages.ValueMissing, path, missing);
        foreach ((string name, JsonNode? member) in value)
        {
            if (FindMemberViolation(rules, name, member, $"{path}.{VisibleText.OneLine(name, ValueRules.MaxLength)}") is { } problem)
                return problem;
        }
        return null;
    }

    private string? FindMemberViolation(JsonObject rules, string name, JsonNode? member, string place)
    {
        bool isKnown = false;
        if ((rules["properties"] as JsonObject)?.TryGetPropertyValue(name, out JsonNode? rule) == true)
        {
            isKnown = true;
            // Null says "not given" of what may be left out.
            if ((member is not null || IsRequired(rules, name)) && Find(rule, member, place) is { } problem)
                return problem;
        }
        foreach ((string pattern, JsonNode? named) in rules["patternProperties"] as JsonObject ?? [])
        {
            if (SchemaPattern.IsMatch(pattern, name, ignoresPatternCase) == false)
                continue;
            isKnown = true;
            if (Find(named, member, place) is { } problem)
                return problem;
        }
        return !isKnown && rules.TryGetPropertyValue("additionalProperties", out JsonNode? others)
            ? Find(others, member, place) : null;
    }

    private static bool IsRequired(JsonObject rules, string name)
        => rules["required"] is JsonArray required && required.Any(item => item?.ToString() == name);

    private string? FindItemViolation(JsonObject rules, JsonArray value, string path)
    {
        var first = rules["prefixItems"] as JsonArray ?? rules["items"] as JsonArray;
        bool hasRest = rules.TryGetPropertyValue(rules["items"] is JsonArray ? "additionalItems" : "items", out JsonNode? rest);
        for (int i = 0; i < value.Count; i++)
        {
            JsonNode? rule = i < first?.Count ? first[i] : rest;
            if ((i < first?.Count || hasRest) && Find(rule, value[i], $"{path}[{i}]") is { } problem)
                return problem;
        }
        return null;
    }
}
