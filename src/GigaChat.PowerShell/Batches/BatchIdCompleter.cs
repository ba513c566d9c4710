using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands;

/// <summary>Offers the ids of batches, with how far they are.</summary>
internal sealed class BatchIdCompleter : IArgumentCompleter
{
    private static readonly RememberedList<GigaChatBatch> Known = new(static (connection, token) => connection.GetBatchesAsync(null, token), TimeSpan.FromSeconds(20));

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completions.Word(wordToComplete);
        return (Known.Get(Completions.Connection(fakeBoundParameters)) ?? [])
            .Where(batch => batch.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static batch => Completions.Result(batch.Id, $"{batch.Method}, {batch.Status}, {View.Time(batch.Created)}"));
    }
}
