using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands.Files;

/// <summary>Offers the ids of stored files: those that begin with what was typed, and those whose names do.</summary>
internal sealed class FileIdCompleter : Completer
{
    private static readonly CompletionCache<GigaChatFile> Known = new(
        static (connection, token) => connection.GetFilesAsync(null, token), TimeSpan.FromSeconds(20));

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => (Known.Get(Connection(line)) ?? [])
            .Where(file => file.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || file.FileName?.StartsWith(word, StringComparison.CurrentCultureIgnoreCase) == true)
            .Select(static file => Result(file.Id, $"{file.FileName}, {ByteSize.ToText(file.Size)}, {View.Time(file.CreatedAt)}"));
}
