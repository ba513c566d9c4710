using System.Text.Json;
using GigaChat.Wire;

namespace GigaChat.LongTexts;

/// <summary>Makes one array of several.</summary>
internal static class ArrayJoiner
{
    /// <summary>The items of JSON arrays, in their order; what stands there twice is left out.</summary>
    /// <param name="arrays">JSON texts of arrays.</param>
    public static IReadOnlyList<JsonElement> Join(IEnumerable<string> arrays)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. arrays.SelectMany(static json => JsonText.Parse(json).EnumerateArray()).Where(item => seen.Add(ToCanonical(item)))];
    }

    // The order of members and the form of spaces make no difference; that of items does.
    private static string ToCanonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Concat(value.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal)
            .Select(static member => $"{member.Name.Length}:{member.Name}={ToCanonical(member.Value)},")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(ToCanonical)) + "]",
        _ => JsonText.Write(value),
    };
}
