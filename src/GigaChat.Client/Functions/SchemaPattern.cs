using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GigaChat.Functions;

/// <summary>
/// The regular expressions of a schema. They are .NET's, as are those of validation attributes: <c>\w</c> means letters of all
/// languages. What comes from a model must not be able to hold the program up, so each match has a time limit.
/// </summary>
internal static class SchemaPattern
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<(string Pattern, bool IgnoresCase), Regex> Known = new();

    /// <summary>Whether a text matches, anywhere in it.</summary>
    /// <param name="pattern">The expression, which <see cref="FindInvalid"/> has not found.</param>
    /// <param name="text">The text.</param>
    /// <param name="ignoresCase">Upper and lower case are the same.</param>
    /// <returns>The answer; null where the time was up.</returns>
    public static bool? IsMatch(string pattern, string text, bool ignoresCase)
    {
        try
        {
            return Known.GetOrAdd((pattern, ignoresCase), static key => Create(key.Pattern, key.IgnoresCase)).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The first expression in a schema that cannot be read; null where there is none.</summary>
    public static string? FindInvalid(JsonNode? node) => node switch
    {
        JsonArray array => array.Select(FindInvalid).FirstOrDefault(static found => found is not null),
        JsonObject schema => PatternsOf(schema).FirstOrDefault(static pattern => !CanBeRead(pattern))
            ?? schema.Where(static member => member.Key is not ("enum" or "const" or "default" or "examples"))
                .Select(static member => FindInvalid(member.Value)).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static IEnumerable<string> PatternsOf(JsonObject schema)
    {
        if (schema["pattern"] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            yield return value.GetValue<string>();
        foreach ((string pattern, _) in schema["patternProperties"] as JsonObject ?? [])
            yield return pattern;
    }

    private static bool CanBeRead(string pattern)
    {
        try
        {
            _ = Create(pattern, ignoresCase: false);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Regex Create(string pattern, bool ignoresCase)
        => new(pattern, RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), TimeLimit);
}
