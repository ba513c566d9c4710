using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Models;

/// <summary>
/// Offers models: those of the service, asked once for each connection, and without a connection the usual ones. A part of the name is
/// enough; names that begin with it come first.
/// </summary>
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
        => Search(Connection(line), type, word).Select(static model => Result(model.Id, $"{model.Id} ({model.Type})"));

    /// <summary>The names of models that contain a text.</summary>
    /// <param name="connection">The connection; null for the usual models.</param>
    /// <param name="type">The type of the models; null for all.</param>
    /// <param name="word">The text.</param>
    internal static IEnumerable<string> Find(GigaChatConnection? connection, string? type, string word)
        => Search(connection, type, word).Select(static model => model.Id);

    private static IEnumerable<GigaChatModel> Search(GigaChatConnection? connection, string? type, string word)
        => (Known.Get(connection) ?? Usual)
            .Where(model => (type is null || model.Type == type) && model.Id.Contains(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(model => !model.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
