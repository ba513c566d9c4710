using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Hosting;

/// <summary>
/// A service that was broken into: every text of its answers ends with a planted one (<see cref="Control.EmulatorSettings.PlantedText"/>),
/// so that a test sees which of them a client shows as they came. Tokens are left as they are.
/// </summary>
internal static class Planting
{
    private const string EventStart = "data: {";

    /// <summary>A JSON document with the text behind all of its texts.</summary>
    public static ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> json, Exchange exchange)
        => exchange.Settings.PlantedText is { Length: > 0 } && exchange.Port == PortKind.Api
            ? Encoding.UTF8.GetBytes(In(Encoding.UTF8.GetString(json.Span), exchange)) : json;

    /// <summary>Whole events of a stream, each with the text behind all texts of its document.</summary>
    public static ReadOnlyMemory<byte> InEvents(ReadOnlyMemory<byte> events, Exchange exchange)
        => exchange.Settings.PlantedText is { Length: > 0 }
            ? Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(events.Span).Split('\n').Select(line
                => line.StartsWith(EventStart, StringComparison.Ordinal) ? "data: " + In(line["data: ".Length..], exchange) : line)))
            : events;

    private static string In(string json, Exchange exchange)
    {
        var root = JsonNode.Parse(json);
        Plant(root, "", exchange.Settings.PlantedText!, exchange.Settings.PlantedExcept);
        return root?.ToJsonString(JsonAnswer.Readable) ?? json;
    }

    private static void Plant(JsonNode? node, string member, string text, IReadOnlyList<string> except)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                    Plant(value, name, text, except);
                break;
            case JsonArray items:
                foreach (var item in items.ToArray())
                    Plant(item, member, text, except);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && !except.Contains(member):
                value.ReplaceWith(value.GetValue<string>() + text);
                break;
            default:
                break;
        }
    }
}
