using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Models;

/// <summary>Offers models: those of the service, asked once for each connection, and without a connection the usual ones.</summary>
/// <param name="type">The type of the models; null for all.</param>
internal abstract class ModelCompleter(string? type) : Completer
{
    private static readonly GigaChatModel[] Usual =
    [
        new("GigaChat-2", "chat", null), new("GigaChat-2-Pro", "chat", null), new("GigaChat-2-Max", "chat", null),
        new("GigaChat", "chat", null), new("GigaChat-Pro", "chat", null), new("GigaChat-Max", "chat", null),
        new("Embeddings", "embedder", null), new("Embeddings-2", "embedder", null), new("EmbeddingsGigaR", "embedder", null),
        new("GigaCheckClassification", "aicheck", null), new("GigaCheckDetection", "aicheck", null),
    ];

    /// <summary>What the service offered to each connection.</summary>
    internal static CompletionCache<GigaChatModel> Known { get; } = new(
        static (connection, token) => connection.GetModelsAsync(null, token), TimeSpan.FromHours(1));

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => (Known.Get(Connection(line)) ?? Usual)
            .Where(model => (type is null || model.Type == type) && model.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static model => Result(model.Id, $"{model.Id} ({model.Type})"));
}
