using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Shows the requests of Invoke-GigaChat instead of sending them.</summary>
/// <param name="host">PowerShell.</param>
/// <param name="model">The value of -Model; null for the connection's.</param>
/// <param name="ofConnection">What the connection masks; null for nothing.</param>
/// <param name="version">The version of the chat API that the connection prefers.</param>
internal sealed class ChatPreview(
    IChatPreviewHost host, string? model, TextMaskRules? ofConnection = null, ChatApiVersion version = ChatApiVersion.Auto)
{
    private const int ShownLines = 5;
    private const int ShownColumns = 120;
    private const int MaxTitleLength = 200;

    private int _requests;
    private long _characters;
    private long _tokens;

    /// <summary>Shows one request: its size and the first lines; the whole text on the verbose stream.</summary>
    /// <exception cref="GigaChatException">The request would be refused before it is sent.</exception>
    public void Show(ChatRequest request)
    {
        request.Validate(version);
        TextMasker masker = request.CreateMasker(ofConnection);
        List<(string Role, string Text)> parts = [.. PartsOf(request).Select(part => (part.Role, host.Mask(masker, part.Text)))];
        long characters = parts.Sum(static part => (long)part.Text.Length);
        long tokens = parts.Sum(static part => TokenEstimate.Of(part.Text));
        _requests++;
        _characters += characters;
        _tokens += tokens;
        List<string> lines = [Localized.Format(CmdletMessages.WhatIfRequest, _requests, characters, tokens)];
        if (SourceOf(request) is { } source)
            lines.Add(Localized.Format(CmdletMessages.WhatIfSource, source));
        if (model is not null)
            lines.Add(Localized.Format(CmdletMessages.WhatIfModel, model));
        if (request.Attachments is { Count: > 0 } attachments)
            lines.Add(Localized.Format(CmdletMessages.WhatIfAttachments, string.Join(", ", attachments.Select(NameOf))));
        lines.AddRange(FirstLinesOf(host.Mask(masker, request.Prompt)));
        host.ShowWhatIf(string.Join("\n    ", lines));
        if (host.IsVerbose)
            host.WriteVerbose(string.Join("\n\n", parts.Select(static part => $"{part.Role}:\n{part.Text}")));
    }

    /// <summary>Shows into how many parts long material would be split, and about what that costs.</summary>
    public void ShowParts(ChatRequest question, LongChat chat)
    {
        LongChatCost cost = chat.EstimateCost();
        _requests += cost.Requests;
        _characters += chat.Parts.Sum(static part => (long)part.Length);
        _tokens += cost.Tokens;
        host.ShowWhatIf(Localized.Format(
            CmdletMessages.WhatIfParts, LongTextSender.TitleOf(question), cost.Parts, cost.Requests, cost.Tokens));
    }

    /// <summary>Shows the sum of several requests.</summary>
    public void Finish()
    {
        if (_requests > 1)
            host.ShowWhatIf(Localized.Format(CmdletMessages.WhatIfTotal, _requests, _characters, _tokens));
    }

    // All that counts as input: earlier messages go with every request of a conversation, and descriptions of functions too.
    private static IEnumerable<(string Role, string Text)> PartsOf(ChatRequest request)
    {
        if (request.SystemPrompt is { } system)
            yield return ("system", system);
        // The service keeps the messages of a thread: only what is new is sent.
        foreach (ChatMessage message in request.Conversation is { ThreadId: null } conversation ? conversation.Messages : [])
            yield return (message.Role, message.Content + message.FunctionCall);
        foreach (GigaChatFunction function in request.Functions ?? [])
            yield return ("function", $"{function.Name}: {function.Description}\n{function.Parameters}");
        if (request.Schema is { } schema)
            yield return ("schema", schema.Json);
        if (request.FunctionResult is { } result)
            yield return ("function result", result);
        else
            yield return ("user", request.Prompt);
    }

    private static string? SourceOf(ChatRequest request)
        => request.Source is string source && source != request.Prompt ? VisibleText.OneLine(source, MaxTitleLength) : null;

    private static string NameOf(ChatAttachment attachment) => VisibleText.OneLine(attachment.ToString()!, MaxTitleLength);

    private static IEnumerable<string> FirstLinesOf(string prompt)
    {
        // The rest may be millions of characters, of which no copy is made.
        int length = prompt.AsSpan().TrimEnd().Length;
        int start = 0;
        for (int line = 0; line < ShownLines; line++)
        {
            int end = prompt.IndexOf('\n', start, length - start);
            yield return "| " + VisibleText.OneLine(prompt[start..(end < 0 ? length : end)].TrimEnd('\r'), ShownColumns);
            if (end < 0)
                yield break;
            start = end + 1;
        }
        yield return Localized.Format(CmdletMessages.WhatIfMoreLines, prompt.AsSpan(start, length - start).Count('\n') + 1);
    }
}
