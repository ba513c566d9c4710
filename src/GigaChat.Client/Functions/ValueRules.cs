using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Functions;

/// <summary>
/// The rules of a schema for a value by itself: its type, the listed values, limits of numbers, texts, arrays and objects.
/// </summary>
/// <param name="ignoresPatternCase">Patterns do not mind upper and lower case.</param>
internal sealed class ValueRules(bool ignoresPatternCase)
{
    /// <summary>Characters of a value or name that a text shows.</summary>
    public const int MaxLength = 60;

    public static string? FindTypeViolation(JsonObject rules, JsonNode? value, string path)
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

    /// <summary>The first rule that the value breaks, as a text for the user; null for none.</summary>
    public string? FindViolation(JsonObject rules, JsonNode? value, string path)
    {
        if (rules["enum"] is JsonArray list && !list.Any(item => JsonNode.DeepEquals(item, value)))
            return Localized.Format(FunctionMessages.ValueNotListed, path, ToDisplayString(value), JsonText.Write(list));
        if (rules.TryGetPropertyValue("const", out JsonNode? only) && !JsonNode.DeepEquals(only, value))
            return Localized.Format(FunctionMessages.ValueNotListed, path, ToDisplayString(value), ToDisplayString(only));
        foreach ((string key, JsonNode? rule) in rules)
        {
            bool isKept = value switch
            {
                JsonArray items => KeepsCount(key, rule, items.Count, "Items")
                    && (key != "uniqueItems" || rule?.GetValueKind() != JsonValueKind.True || AreUnique(items)),
                JsonObject members => KeepsCount(key, rule, members.Count, "Properties"),
                JsonValue number when number.GetValueKind() == JsonValueKind.Number => KeepsNumber(key, rule, number, rules),
                JsonValue text when text.GetValueKind() == JsonValueKind.String => KeepsText(key, rule, text.GetValue<string>()),
                _ => true,
            };
            if (!isKept)
                return Describe(path, value, key, rule);
        }
        return null;
    }

    /// <summary>What a text says of a broken rule: the place, the value, the rule.</summary>
    public static string Describe(string path, JsonNode? value, string key, JsonNode? rule)
        => Localized.Format(FunctionMessages.ValueBreaksRule, path, ToDisplayString(value), $"\"{key}\": {ToDisplayString(rule)}");

    public static string ToDisplayString(JsonNode? value)
    {
        string text = value is null ? "null" : JsonText.Write(value);
        return VisibleText.OneLine(text.Length > MaxLength ? text[..MaxLength] + "…" : text);
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

    private static bool KeepsCount(string key, JsonNode? rule, int count, string kind)
        => AsNumber(rule) is not { } limit || ((key != "min" + kind || count >= limit) && (key != "max" + kind || count <= limit));

    private static bool KeepsNumber(string key, JsonNode? rule, JsonValue value, JsonObject rules)
    {
        double number = value.GetValue<double>();
        // Until draft 4 the exclusive limits were truth values beside the others.
        bool IsExclusive(string name) => rules[name]?.GetValueKind() == JsonValueKind.True;
        return AsNumber(rule) is not { } limit || key switch
        {
            "minimum" => IsExclusive("exclusiveMinimum") ? number > limit : number >= limit,
            "maximum" => IsExclusive("exclusiveMaximum") ? number < limit : number <= limit,
            "exclusiveMinimum" => number > limit,
            "exclusiveMaximum" => number < limit,
            "multipleOf" => limit == 0 || IsMultiple(value, rule!.AsValue(), number / limit),
            _ => true,
        };
    }

    // 0.3 is a multiple of 0.1, which only decimal numbers know.
    private static bool IsMultiple(JsonValue value, JsonValue unit, double quotient)
        => decimal.TryParse(JsonText.Write(value), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && decimal.TryParse(JsonText.Write(unit), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal of) && of != 0
            ? number % of == 0
            : double.IsInteger(quotient);

    private bool KeepsText(string key, JsonNode? rule, string text) => key switch
    {
        "minLength" or "maxLength" => KeepsCount(key, rule, text.EnumerateRunes().Count(), "Length"),
        "pattern" when AsText(rule) is { } pattern => SchemaPattern.IsMatch(pattern, text, ignoresPatternCase) == true,
        "format" when AsText(rule) is { } format => TextFormats.IsMet(format, text),
        _ => true,
    };

    private static bool AreUnique(JsonArray items)
    {
        for (int i = 1; i < items.Count; i++)
        {
            if (items.Take(i).Any(earlier => JsonNode.DeepEquals(earlier, items[i])))
                return false;
        }
        return true;
    }

    private static double? AsNumber(JsonNode? rule)
        => rule is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private static string? AsText(JsonNode? rule)
        => rule is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
