using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Sends questions about material that one request may have no room for.</summary>
/// <param name="settings">What becomes of it then.</param>
/// <param name="host">PowerShell.</param>
/// <param name="count">Counts tokens.</param>
/// <param name="send">Sends one request, or shows it.</param>
/// <param name="split">Asks about the parts, or shows what that would cost.</param>
/// <param name="ofConnection">What the connection masks; null for nothing.</param>
internal sealed class LongTextSender(
    LongTextSettings settings, ILongTextHost host, TokenCounting count, Action<ChatRequest> send, Action<ChatRequest, LongChat> split,
    TextMaskRules? ofConnection)
{
    private const int MaxTitleLength = 200;

    /// <summary>Sends a question about material.</summary>
    /// <param name="question">The question without the material.</param>
    /// <param name="source">The material.</param>
    /// <exception cref="GigaChatException">It cannot be read, or is too long.</exception>
    public void Send(ChatRequest question, LongTextSource source)
    {
        var material = new LongMaterial(question, source.Open, settings.MaximumInput, ofConnection);
        switch (settings.Action)
        {
            case WhenTooLong.Split:
                Split(material, source);
                break;
            case WhenTooLong.KeepEnd or WhenTooLong.KeepStart:
                Keep(material, source);
                break;
            default:
                SendWhole(material, source);
                break;
        }
    }

    private void Split(LongMaterial material, LongTextSource source)
    {
        if (string.IsNullOrWhiteSpace(material.Question.Prompt))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, Localized.Format(CmdletMessages.SplitNeedsPrompt));
        LongChat chat = Await(source, token => LongChat.PlanAsync(material, count, token));
        if (chat.Parts.Count > 1)
            split(material.Question, chat);
        else
            Send(material.Question, host.Await(material.ReadAsync));
    }

    private void Keep(LongMaterial material, LongTextSource source)
    {
        bool isEnd = settings.Action == WhenTooLong.KeepEnd;
        KeptText kept = Await(source, token => isEnd ? material.KeepEndAsync(count, token) : material.KeepStartAsync(count, token));
        if (!kept.IsWhole)
        {
            host.WriteWarning(Localized.Format(
                isEnd ? CmdletMessages.EndKept : CmdletMessages.StartKept, TitleOf(material.Question), kept.FirstLine, kept.LastLine));
        }
        Send(material.Question, kept.Text);
    }

    private void SendWhole(LongMaterial material, LongTextSource source)
        => Send(material.Question, Await(source, token => material.ReadFittingAsync(count, token)));

    private T Await<T>(LongTextSource source, Func<CancellationToken, Task<T>> work)
    {
        T result = host.Await(work);
        while (source.Notes.TryDequeue(out string? note))
            host.WriteWarning(note);
        return result;
    }

    /// <summary>What the material of a question is, for a person to read.</summary>
    public static string TitleOf(ChatRequest question)
        => question.Source is string { Length: > 0 } source ? VisibleText.OneLine(source, MaxTitleLength) : CmdletMessages.PipedMaterial;

    private void Send(ChatRequest question, string text)
    {
        // A blank file would have the model invent its contents.
        if (string.IsNullOrWhiteSpace(text))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.ItemEmpty);
        send(question with { Prompt = PromptContext.Join(question.Prompt, text) });
    }
}
