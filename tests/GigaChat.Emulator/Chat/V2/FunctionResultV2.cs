using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>The result of a function.</summary>
/// <param name="Name">The function.</param>
/// <param name="Id">The call that it belongs to.</param>
/// <param name="Json">The result: an object (CAS), or a text that holds JSON of any kind (LIVE, RUBY, JARVIS).</param>
internal sealed record FunctionResultV2(string Name, string? Id, string Json)
{
    public static FunctionResultV2 Read(JsonElement json)
    {
        var name = json.RequiredText("name");
        var result = json.Optional("result") ?? throw Refusal.InvalidJson();
        if (result.ValueKind != JsonValueKind.String)
            return new(name, json.OptionalText("id"), result.GetRawText());
        var text = JsonBody.Text(result);
        try
        {
            using var parsed = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            // LIVE quotes its beginning and its end.
            throw new Refusal(400, $"invalid function result for function {name}: invalid json: JSON parse error at line 1 column 1");
        }

        return new(name, json.OptionalText("id"), text);
    }
}
