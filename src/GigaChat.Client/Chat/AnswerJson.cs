using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GigaChat.Chat;

/// <summary>
/// Finds the JSON of an answer. Models put it between fences, as in Markdown, or a sentence before and after it.
/// </summary>
internal static partial class AnswerJson
{
    // Each attempt reads on to the end of what may be a value.
    private const int MaxAttempts = 1000;
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The JSON, where there is no doubt which it is; else the whole text, trimmed.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="isWanted">Whether a value is of the type that was asked for; decides between several.</param>
    public static string Find(string text, Func<string, bool> isWanted)
    {
        string trimmed = text.Trim();
        if (IsJson(trimmed))
            return trimmed;
        string[] fenced = [.. Fences().Matches(trimmed).Select(static match => match.Groups["inside"].Value.Trim()).Where(IsJson)];
        if (Choose(fenced, isWanted) is { } inFence)
            return inFence;
        return Choose([.. FindInSentence(trimmed)], isWanted) ?? trimmed;
    }

    private static string? Choose(string[] found, Func<string, bool> isWanted)
    {
        if (found.Length == 1)
            return found[0];
        string[] wanted = [.. found.Where(isWanted)];
        return wanted.Length == 1 ? wanted[0] : null;
    }

    private static IEnumerable<string> FindInSentence(string text)
    {
        int attempts = 0;
        for (int start = 0; start < text.Length && attempts < MaxAttempts; start++)
        {
            if (text[start] is not ('{' or '['))
                continue;
            attempts++;
            if (FindEnd(text.AsSpan(start)) is not { } length)
                continue;
            yield return text.Substring(start, length);
            start += length - 1;
        }
    }

    // The length in characters of the value that a text begins with.
    private static int? FindEnd(ReadOnlySpan<char> text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToArray());
        var reader = new Utf8JsonReader(bytes, isFinalBlock: true, new JsonReaderState(Lenient));
        try
        {
            if (!reader.Read() || !reader.TrySkip())
                return null;
            return Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsJson(string text) => text.Length > 0 && IsWhole(Encoding.UTF8.GetBytes(text));

    private static bool IsWhole(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
                // To the end.
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The language stands on the first line, or right before the value.
    [GeneratedRegex("```(?:[A-Za-z0-9]*[ \\t]*\\r?\\n|json\\b)?(?<inside>.*?)```",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fences();
}
