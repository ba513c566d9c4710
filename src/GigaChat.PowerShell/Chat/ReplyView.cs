using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace GigaChat.Commands;

/// <summary>What the format view of a reply shows.</summary>
public static class ReplyView
{
    private static readonly ConditionalWeakTable<ChatReply, object> Shown = [];

    /// <summary>The text, or nothing where the same command line has shown it already.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="historyId">The command line that asks.</param>
    /// <returns>The text.</returns>
    public static string? Text(ChatReply reply, long historyId)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return Shown.TryGetValue(reply, out object? id) && (long)id == historyId ? null : reply.Text;
    }

    /// <summary>Remembers that a streamed reply has been on the screen.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="invocation">The command line that showed it.</param>
    internal static void MarkShown(ChatReply reply, InvocationInfo invocation)
        => Shown.AddOrUpdate(reply, invocation.HistoryId);
}
