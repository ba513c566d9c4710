using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Asks about the parts of long material and shows how that goes.</summary>
/// <param name="connection">The connection.</param>
/// <param name="limit">Requests at a time.</param>
/// <param name="host">PowerShell.</param>
/// <param name="questions">Asks the user about the cost.</param>
/// <param name="output">Writes the answer.</param>
internal sealed class LongChatOutput(
    GigaChatConnection connection, int limit, IChatOutputHost host, ILongTextHost questions, ChatOutput output)
{
    /// <summary>
    /// Asks about each part and writes the one answer. A part that fails is an error, and the answer is about the others.
    /// </summary>
    public void Ask(ChatRequest question, LongChat chat)
    {
        string title = LongTextSender.TitleOf(question);
        LongChatCost cost = chat.EstimateCost();
        // A budget with room for all of it answers the question.
        bool isInBudget = connection.TokensLeft is { } left && left >= cost.Tokens;
        if (!isInBudget && !questions.AllowsCost(cost, title))
            return;
        host.WriteVerbose(Localized.Format(CmdletMessages.CostOfParts, title, cost.Parts, cost.Requests, cost.Tokens));
        IItemProgress progress = host.CreateProgress();
        CallOptions options = output.Options;
        LongChatStep? last = null;
        List<ChatPart> failed = [];
        try
        {
            progress.CompleteAdding();
            foreach (LongChatStep step in host.AwaitEach(token => chat.AskAsync(connection, options, limit, token)))
            {
                progress.Begin(step.Total - (last?.Total ?? 0));
                progress.Finish(step.Done - (last?.Done ?? 0));
                progress.Show();
                last = step;
                if (step is { Part: { } part, Error: { } error })
                {
                    failed.Add(part);
                    host.Report(error, part);
                }
            }
        }
        finally
        {
            progress.End();
        }
        if (last is { Reply: { } reply })
            Write(question, reply, last.Error, failed, title);
    }

    private void Write(ChatRequest question, ChatReply reply, GigaChatException? error, List<ChatPart> failed, string title)
    {
        Warn(CmdletMessages.PartsFailed, title, failed, reply.Parts.Count);
        int count = reply.Parts.Count;
        Warn(CmdletMessages.PartsCutOff, title, [.. reply.Parts.Where(static part => part.FinishReason == "length")], count);
        Warn(CmdletMessages.PartsRefused, title, [.. reply.Parts.Where(static part => FinishReasons.IsRefusal(part.FinishReason))], count);
        if (error is null)
            output.WriteAnswer(question, reply);
        else
            host.Report(error, reply);
    }

    private void Warn(string message, string title, List<ChatPart> parts, int count)
    {
        if (parts.Count > 0)
            host.WriteWarning(Localized.Format(message, title, parts.Count, count, string.Join("; ", parts)));
    }
}
