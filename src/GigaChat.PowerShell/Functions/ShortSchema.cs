using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Functions;

/// <summary>
/// The short form of a schema: names with their types, such as <c>category, priority int, level low|high, tags string[]</c>. All
/// members are required. Without a type a member is text.
/// </summary>
internal static class ShortSchema
{
    private static readonly Dictionary<string, SchemaNode> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = new() { Type = "string" },
        ["text"] = new() { Type = "string" },
        ["int"] = new() { Type = "integer" },
        ["integer"] = new() { Type = "integer" },
        ["long"] = new() { Type = "integer" },
        ["number"] = new() { Type = "number" },
        ["double"] = new() { Type = "number" },
        ["decimal"] = new() { Type = "number" },
        ["bool"] = new() { Type = "boolean" },
        ["boolean"] = new() { Type = "boolean" },
        ["date"] = new() { Type = "string", Format = "date" },
        ["datetime"] = new() { Type = "string", Format = "date-time" },
    };

    /// <summary>Whether a text has this form. A single name could as well be the path of a file, and is not taken for it.</summary>
    public static bool IsLike(string text)
    {
        string[][] members = Split(text);
        return (members.Length > 1 || members[0].Length == 2) && members.All(static words => words.Length switch
        {
            1 => IsName(words[0]),
            2 => IsName(words[0]) && IsType(words[1]),
            _ => false,
        });
    }

    /// <summary>The schema that it stands for.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: there is no such type.</exception>
    public static SchemaNode Parse(string text) => new()
    {
        Type = "object",
        Properties =
        [
            .. Split(text).Select(static words => new SchemaProperty(
                words[0], words.Length > 1 ? TypeOf(words[1]) : Types["string"], IsRequired: true)),
        ],
    };

    private static string[][] Split(string text)
        => [.. text.Split(',').Select(static member => member.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];

    private static bool IsName(string word) => !char.IsDigit(word[0]) && word.All(static c => char.IsLetterOrDigit(c) || c == '_');

    private static bool IsType(string word)
    {
        string item = word.EndsWith("[]", StringComparison.Ordinal) ? word[..^2] : word;
        return item.Length > 0 && item.All(static c => char.IsLetterOrDigit(c) || c is '_' or '|');
    }

    private static SchemaNode TypeOf(string word)
    {
        if (word.EndsWith("[]", StringComparison.Ordinal))
            return new SchemaNode { Type = "array", Items = TypeOf(word[..^2]) };
        if (word.Contains('|', StringComparison.Ordinal))
            return new SchemaNode { Type = "string", Values = word.Split('|', StringSplitOptions.RemoveEmptyEntries) };
        return Types.GetValueOrDefault(word) ?? throw new GigaChatException(
            GigaChatErrorKind.InvalidRequest, Localized.Format(FunctionCmdletMessages.SchemaTypeUnknown, word));
    }
}
