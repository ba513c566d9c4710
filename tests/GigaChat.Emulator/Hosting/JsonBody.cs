using System.Text.Json;
using System.Text.Unicode;

namespace GigaChat.Emulator.Hosting;

/// <summary>Reads request bodies. The service answers a wrong shape as it answers broken JSON.</summary>
internal static class JsonBody
{
    public static JsonDocument Parse(Exchange exchange)
    {
        if (!Utf8.IsValid(exchange.Body.Span))
            throw Refusal.InvalidJson();
        try
        {
            var json = JsonDocument.Parse(exchange.Body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json;
            json.Dispose();
        }
        catch (JsonException)
        {
        }

        throw Refusal.InvalidJson();
    }

    /// <summary>The member, unless it is missing or null.</summary>
    public static JsonElement? Optional(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The member, which must have this kind where it is given.</summary>
    public static JsonElement? Optional(this JsonElement element, string name, JsonValueKind kind) =>
        element.Optional(name) is not { } value ? null : value.ValueKind == kind ? value : throw Refusal.InvalidJson();

    public static string? OptionalText(this JsonElement element, string name) =>
        element.Optional(name, JsonValueKind.String) is { } value ? Text(value) : null;

    public static string RequiredText(this JsonElement element, string name) =>
        element.OptionalText(name) ?? throw Refusal.InvalidJson();

    public static double? OptionalNumber(this JsonElement element, string name) =>
        element.Optional(name, JsonValueKind.Number)?.GetDouble();

    public static bool OptionalFlag(this JsonElement element, string name) => element.Optional(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Refusal.InvalidJson(),
    };

    public static string Text(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw Refusal.InvalidJson();
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw Refusal.InvalidJson();
        }
    }
}
