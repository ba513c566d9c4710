using System.Text.Encodings.Web;
using System.Text.Json;

namespace GigaChat.Emulator.Functions;

/// <summary>The arguments of a call, as they are sent.</summary>
internal static class CallArguments
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON on one line, whatever it was written on: a line end would end the event of a stream.</summary>
    public static string ToJson(JsonElement? arguments) => arguments is { } given ? JsonSerializer.Serialize(given, Readable) : "{}";
}
