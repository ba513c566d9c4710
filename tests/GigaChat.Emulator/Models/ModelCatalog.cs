using System.Buffers;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Models;

/// <summary>The models as the service listed them in January 2026.</summary>
internal static class ModelCatalog
{
    // Measured against production for every chat model (DEEP, 2026-08-03); the documentation still says 128k.
    private const int ContextTokens = 261_120;

    public static IReadOnlyList<EmulatorModel> All { get; } =
    [
        Chat("GigaChat"),
        Chat("GigaChat-2"),
        Chat("GigaChat-2-Max"),
        Chat("GigaChat-2-Max-preview"),
        Chat("GigaChat-2-Pro"),
        Chat("GigaChat-2-Pro-preview"),
        Chat("GigaChat-2-preview"),
        Chat("GigaChat-Max"),
        Chat("GigaChat-Max-preview"),
        Chat("GigaChat-Plus"),
        Chat("GigaChat-Pro"),
        Chat("GigaChat-Pro-preview"),
        Chat("GigaChat-preview"),
        new("GigaFilter", "filter"),
        new("GigaCheckClassification", "aicheck"),
        new("GigaCheckDetection", "aicheck"),
        new("Embeddings", "embedder", 1024, 514),
        // Sizes of the next and the last one are not confirmed anywhere.
        new("Embeddings-2", "embedder", 1024, 514),
        new("EmbeddingsGigaR", "embedder", 2560, 4096),
        new("GigaEmbeddings-3B-2025-09", "embedder", 2048, 4096),
    ];

    private static readonly Dictionary<string, EmulatorModel> ById = All.ToDictionary(model => model.Id, StringComparer.Ordinal);

    // Generation 3 answers an account that has it, on a host that lists it (CAS of June 2026, JARVIS); the recorded list has none.
    private static readonly Dictionary<string, EmulatorModel> Unlisted = new[] { Chat("GigaChat-3-Ultra"), Chat("GigaChat-3-Lightning") }
        .ToDictionary(model => model.Id, StringComparer.Ordinal);

    public static EmulatorModel? Find(string id) => ById.GetValueOrDefault(id) ?? Unlisted.GetValueOrDefault(id);

    /// <summary>A model of this type, or the service's 404.</summary>
    public static EmulatorModel Require(string id, string type) =>
        Find(id) is { } model && model.Type == type ? model : throw Refusal.NoSuchModel();

    public static void Write(IBufferWriter<byte> output, EmulatorModel model) =>
        output.WriteText($$"""{"id":"{{model.Id}}","object":"model","owned_by":"salutedevices","type":"{{model.Type}}"}""");

    private static EmulatorModel Chat(string id) => new(id, "chat", MaxTokens: ContextTokens);
}
