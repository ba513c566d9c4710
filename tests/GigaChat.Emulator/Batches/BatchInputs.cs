using System.Text;
using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Batches;

/// <summary>The lines of a batch as they were sent.</summary>
internal static class BatchInputs
{
    /// <exception cref="Refusal">A line is no request, or an id is there twice.</exception>
    public static List<(string Id, JsonElement Request)> Read(ReadOnlyMemory<byte> body)
    {
        var lines = new List<(string, JsonElement)>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var json = Parse(line);
            var id = json.RequiredText("id");
            var request = json.Optional("request", JsonValueKind.Object) ?? throw Refusal.InvalidJson();
            if (!ids.Add(id))
                throw Refusal.Invalid($"id '{id}' is not unique");
            lines.Add((id, request));
        }

        return lines.Count > 0 ? lines : throw Refusal.InvalidJson();
    }

    private static JsonElement Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : throw Refusal.InvalidJson();
        }
        catch (JsonException)
        {
            throw Refusal.InvalidJson();
        }
    }
}
