using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Json;

/// <summary>A conversation on disk.</summary>
internal sealed record ConversationDocument
{
    public const string FormatName = "GigaChat conversation";
    public const int CurrentVersion = 1;

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    public string? SessionId { get; init; }

    public string? Model { get; init; }

    public ChatUsage? Usage { get; init; }

    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}

/// <summary>Reads and writes conversations; indented, because people look into them.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConversationDocument))]
internal sealed partial class ConversationContext : JsonSerializerContext
{
    public static ConversationContext Disk { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    });
}
