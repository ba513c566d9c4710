using System.Text.Json;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>
/// Where the reason of a refusal is in a JSON body. The service sends <c>{"status":…,"message":…}</c>; gateways, proxies and
/// services that speak the same protocol send other shapes.
/// </summary>
internal static class ErrorReason
{
    private const int MaxDepth = 8;
    private const int MaxItems = 5;

    // In the order in which they count: the first with a text in it. Their values may be texts, lists, or objects which have a
    // member of this table again. Case, "_" and "-" do not matter.
    private static readonly string[] Members =
    [
        "message",          // the service; most frameworks
        "errorDescription", // OAuth 2.0 (RFC 6749, 5.2), beside a code in "error"
        "errorMessage",     // AWS, services in Java
        "msg",              // FastAPI inside of "detail", services in Go
        "faultString",      // Apigee, inside of "fault"
        "detail",           // problem details (RFC 9457): a sentence; FastAPI: a sentence or a list
        "error",            // a text, or an object with a message of its own (OpenAI, Google)
        "errors",           // JSON:API and GraphQL: a list; ASP.NET: an object of lists
        "details",          // a list or a text without a message beside it
        "reason",           // Elasticsearch, Envoy
        "title",            // problem details without a detail
        "description",      // the service's checks of functions; Telegram
        "fault",            // Apigee
        "cause",            // services in Java
        "info",             // gateways
        "text",             // gateways
        "statusText",       // clients that pass an answer on
    ];

    /// <summary>The reason in a value; null where none of the table's members has a text.</summary>
    /// <exception cref="InvalidOperationException">A name holds half of a surrogate pair, of which no text can be made.</exception>
    public static string? Find(JsonElement value) => Find(value, isInside: false, MaxDepth);

    /// <summary>The whole body, for one in which none of the table's members has a text; null where it says nothing.</summary>
    /// <param name="body">The body.</param>
    /// <param name="status">The status of the answer; a body that only repeats it says nothing.</param>
    /// <exception cref="InvalidOperationException">A text or a name holds half of a surrogate pair.</exception>
    public static string? WriteWhole(JsonElement body, int status) => SaysSomething(body, status) ? JsonText.Write(body) : null;

    private static string? Find(JsonElement value, bool isInside, int depth)
    {
        if (depth == 0)
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => NullIfBlank(JsonText.GetString(value)),
            JsonValueKind.Array => Join(value.EnumerateArray(), item => Find(item, isInside, depth - 1)),
            JsonValueKind.Object => FindMember(value, depth) ?? (isInside ? JoinMembers(value, depth) : null),
            _ => null,
        };
    }

    private static string? FindMember(JsonElement value, int depth)
    {
        foreach (string member in Members)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                if (IsNamed(property, member) && Find(property.Value, isInside: true, depth - 1) is { } reason)
                    return reason;
            }
        }
        return null;
    }

    // {"errors":{"Temperature":["must be positive"]}}: the names are part of the reason.
    private static string? JoinMembers(JsonElement value, int depth) => Join(
        value.EnumerateObject(),
        property => Find(property.Value, isInside: true, depth - 1) is { } reason ? $"{property.Name}: {reason}" : null);

    private static string? Join<T>(IEnumerable<T> items, Func<T, string?> find)
        => NullIfBlank(string.Join("; ", items.Select(find).OfType<string>().Distinct().Take(MaxItems)));

    private static bool IsNamed(JsonProperty property, string member)
    {
        ReadOnlySpan<char> name = property.Name;
        int matched = 0;
        foreach (char c in name)
        {
            if (c is '_' or '-')
                continue;
            if (matched == member.Length || char.ToUpperInvariant(c) != char.ToUpperInvariant(member[matched]))
                return false;
            matched++;
        }
        return matched == member.Length;
    }

    private static bool SaysSomething(JsonElement value, int status) => value.ValueKind switch
    {
        JsonValueKind.String => !string.IsNullOrWhiteSpace(JsonText.GetString(value)),
        JsonValueKind.Number => !(value.TryGetInt32(out int number) && number == status),
        JsonValueKind.Array => value.EnumerateArray().Any(item => SaysSomething(item, status)),
        JsonValueKind.Object => value.EnumerateObject().Any(property => SaysSomething(property.Value, status)),
        _ => false,
    };

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
