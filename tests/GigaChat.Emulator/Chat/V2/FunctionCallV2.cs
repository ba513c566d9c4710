using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>A call of one of the user's functions, in a request or an answer.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">JSON, as it is written out.</param>
/// <param name="Id">Distinguishes several calls of one message; not needed while there is one.</param>
internal sealed record FunctionCallV2(string Name, string Arguments, string? Id)
{
    public static FunctionCallV2 Read(JsonElement json) => new(
        json.RequiredText("name"),
        // A string of JSON, as OpenAI has it, is refused (LIVE).
        json.Optional("arguments", JsonValueKind.Object)?.GetRawText() ?? "{}",
        json.OptionalText("id"));
}
