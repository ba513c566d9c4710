using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Hosting;

/// <summary>Answers that are built as a tree: for paths where speed does not matter.</summary>
internal static class JsonAnswer
{
    /// <summary>Cyrillic as it is.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(Exchange exchange, JsonNode body) =>
        Answer.JsonAsync(exchange, 200, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString(Readable)));
}
