using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands;

/// <summary>Offers the ids of stored files: those that begin with what was typed, and those whose names do.</summary>
internal sealed class FileIdCompleter : IArgumentCompleter
{
    private static readonly RememberedList<GigaChatFile> Known = new(static (connection, token) => connection.GetFilesAsync(null, token), TimeSpan.FromSeconds(20));

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completions.Word(wordToComplete);
        return (Known.Get(Completions.Connection(fakeBoundParameters)) ?? [])
            .Where(file => file.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || file.FileName?.StartsWith(word, StringComparison.CurrentCultureIgnoreCase) == true)
            .Select(static file => Completions.Result(file.Id, $"{file.FileName}, {ByteSize.ToText(file.Size)}, {View.Time(file.CreatedAt)}"));
    }
}
