using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Batches;

/// <summary>Offers the ids of batches, with how far they are.</summary>
internal sealed class BatchIdCompleter : Completer
{
    private static readonly CompletionCache<GigaChatBatch> Known = new(
        static (connection, token) => connection.GetBatchesAsync(null, token), TimeSpan.FromSeconds(20));

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => (Known.Get(Connection(line)) ?? [])
            .Where(batch => batch.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static batch => Result(batch.Id, $"{batch.Method}, {batch.Status}, {View.Time(batch.Created)}"));
}
