using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Functions;

/// <summary>What a chat request says about functions.</summary>
/// <param name="Functions">The parameters of each function by its name; undefined for those of the service.</param>
/// <param name="IsAuto">The model may choose. Without <c>function_call</c> it may not.</param>
/// <param name="Forced">The function that has to be called.</param>
internal sealed record FunctionOffer(IReadOnlyDictionary<string, JsonElement> Functions, bool IsAuto, string? Forced)
{
    public static FunctionOffer Read(JsonElement json)
    {
        var functions = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (json.Optional("functions", JsonValueKind.Array) is { } list)
            foreach (var function in list.EnumerateArray())
                functions[function.RequiredText("name")] = function.Optional("parameters") ?? default;

        var choice = json.Optional("function_call");
        return new(
            functions,
            choice is { ValueKind: JsonValueKind.String } word && word.ValueEquals("auto"),
            choice is { ValueKind: JsonValueKind.Object } forced ? forced.RequiredText("name") : null);
    }
}
