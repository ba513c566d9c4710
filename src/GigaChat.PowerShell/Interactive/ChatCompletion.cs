using System.Management.Automation;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Models;
using GigaChat.Core;

namespace GigaChat.Commands.Interactive;

/// <summary>What Tab offers in the chat: commands, and behind some of them files, models and tools.</summary>
internal static class ChatCompletion
{
    /// <summary>The lines that what was typed can become; none for a question.</summary>
    /// <param name="text">The line up to the cursor.</param>
    /// <param name="connection">Knows the models.</param>
    public static IReadOnlyList<string> For(string text, GigaChatConnection connection)
    {
        if (!text.StartsWith('/') || text.StartsWith("//", StringComparison.Ordinal))
            return [];
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return [.. ChatLine.Complete(text)];
        string command = text[..space];
        string word = text[space..].TrimStart();
        return
        [
            .. Arguments(ChatLine.Parse(command).Kind, word, connection)
                .Where(static value => VisibleText.IsPlain(value))
                .Select(value => $"{command} {value}"),
        ];
    }

    private static IEnumerable<string> Arguments(ChatLineKind kind, string word, GigaChatConnection connection) => kind switch
    {
        ChatLineKind.File or ChatLineKind.Save or ChatLineKind.Load => CompletionCompleters.CompleteFilename(word.Trim('"', '\''))
            .Select(static found => found.CompletionText),
        ChatLineKind.Model => ModelCompleter.Find(connection, "chat", word),
        ChatLineKind.Tool => ToolName.All.Where(tool => tool.StartsWith(word, StringComparison.OrdinalIgnoreCase)),
        _ => [],
    };
}
