using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Functions;

/// <summary>The arguments of a call, as they are sent.</summary>
internal static class CallArguments
{
    /// <summary>The JSON on one line, whatever it was written on: a line end would end the event of a stream.</summary>
    public static string ToJson(JsonElement? arguments)
        => arguments is { } given ? JsonSerializer.Serialize(given, JsonAnswer.Readable) : "{}";
}
