using System.Collections;
using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Offers the ids of stored files: those that begin with what was typed, and those whose names do.</summary>
internal sealed class FileIdCompleter : Completer
{
    private static readonly RememberedList<GigaChatFile> Known = new(static (connection, token) => connection.GetFilesAsync(null, token), TimeSpan.FromSeconds(20));

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => (Known.Get(Connection(line)) ?? [])
            .Where(file => file.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || file.FileName?.StartsWith(word, StringComparison.CurrentCultureIgnoreCase) == true)
            .Select(static file => Result(file.Id, $"{file.FileName}, {ByteSize.ToText(file.Size)}, {View.Time(file.CreatedAt)}"));
}
