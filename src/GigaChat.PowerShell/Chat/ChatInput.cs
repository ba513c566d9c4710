using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Decides which requests the input of Invoke-GigaChat makes: one for each item, or one of all.</summary>
/// <param name="settings">The parameters.</param>
/// <param name="host">PowerShell.</param>
/// <param name="attachments">The files of -Attachment, resolved.</param>
/// <param name="functions">Functions and schema for every request.</param>
/// <param name="send">Sends one request.</param>
internal sealed class ChatInput(
    ChatInputSettings settings, IChatInputHost host, AttachmentInput attachments, ChatFunctions functions, Action<ChatRequest> send)
{
    private readonly PromptContext _context = new();
    private bool _hasInput;

    /// <summary>Processes one path of -Path or -LiteralPath.</summary>
    /// <param name="path">The path.</param>
    /// <param name="literal">Wildcard characters are part of the name.</param>
    public void ProcessPath(string path, bool literal) => host.Try(path, () =>
    {
        foreach (string file in host.ResolvePath(path, literal))
            host.Try(file, () => ProcessFile(file));
    });

    /// <summary>Processes one record of the pipeline; an array given to -InputObject is processed item by item.</summary>
    public void ProcessInput(object? input)
    {
        if (input is null)
            return;
        foreach (object? item in input is object?[] array ? array : [input])
        {
            if (item is not null)
                host.Try(item, () => ProcessItem(item));
        }
    }

    /// <summary>Sends the collected material in one request, or the prompt alone.</summary>
    public void Finish()
    {
        if (!_context.IsEmpty && !(_context.IsBlank && settings.HasPrompt))
            SendContext();
        else if (attachments.HasPiped)
            send(CreateRequest(settings.Prompt!, null));
        else if (!settings.HasPaths)
            SendPromptAlone();
    }

    private void SendContext()
    {
        if (!_context.IsPlainText)
            RequirePrompt(CmdletMessages.ObjectsNeedPrompt, null);
        send(CreateRequest(PromptContext.Join(settings.Prompt, _context.ToString()), null));
    }

    private void SendPromptAlone()
    {
        if (!_hasInput && !settings.IsPiped)
            send(CreateRequest(settings.Prompt ?? "", settings.Prompt));
        // The pipeline was empty or blank: a prompt about missing material makes the model invent it.
        else if ((!_hasInput || !_context.IsEmpty) && settings.HasPrompt)
            host.Report(new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.NothingPiped), settings.Prompt);
    }

    private void ProcessItem(object item)
    {
        _hasInput = true;
        object value = host.Unwrap(item)!;
        if (value is ChatReply reply && !settings.Together)
        {
            ContinueConversation(reply);
            return;
        }
        if (settings.HasFunctionResult)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionCmdletMessages.ResultNeedsConversation);
        switch (value)
        {
            case FileSystemInfo file:
                RequirePrompt(CmdletMessages.FilesNeedPrompt, item);
                ProcessFile(file.FullName);
                break;
            case GigaChatFile file:
                RequirePrompt(CmdletMessages.FilesNeedPrompt, item);
                ProcessAttachment(ChatAttachment.FromFile(file), file);
                break;
            case string text:
                ProcessText(text);
                break;
            default:
                ProcessObject(item, value);
                break;
        }
    }

    private void ContinueConversation(ChatReply reply)
    {
        if (!settings.HasFunctionResult)
            RequirePrompt(CmdletMessages.ReplyNeedsPrompt, reply);
        if (settings.Conversation is not null || reply.Conversation is null || settings.SystemPrompt is not null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.ReplyHasConversation);
        // The conversation itself stays as it is: another prompt may go on from the same reply.
        send(CreateRequest(settings.Prompt ?? "", settings.Prompt, reply.BranchConversation()));
    }

    // Text beside a prompt is material for one request; without a prompt each text is a prompt.
    private void ProcessText(string text)
    {
        if (!settings.PerItem && (settings.HasPrompt || settings.Together))
        {
            AddContext(text, isText: true);
            return;
        }
        if (settings.HasPrompt && string.IsNullOrWhiteSpace(text))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.ItemEmpty);
        send(CreateRequest(PromptContext.Join(settings.Prompt, text), text));
    }

    private void ProcessObject(object item, object value)
    {
        if (PowerShellInternals.IsFormatData(value))
            host.Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.FormattedInput), null);
        // The material of -Together is checked as a whole, at the end.
        if (!settings.Together)
            RequirePrompt(CmdletMessages.ObjectsNeedPrompt, item);
        string text = host.FormatObject(item);
        if (settings.PerItem)
            send(CreateRequest(PromptContext.Join(settings.Prompt, text), item));
        else
            AddContext(text, isText: false);
    }

    private void ProcessFile(string path)
    {
        if (AttachmentInput.IsAttached(path))
        {
            ProcessAttachment(ChatAttachment.FromPath(path), path);
            return;
        }
        string text = host.ReadText(path, settings.Encoding);
        if (settings.Together)
            AddContext($"--- {Path.GetFileName(path)} ---\n{text}", isText: false);
        else
            send(CreateRequest(PromptContext.Join(settings.Prompt, text), path));
    }

    private void ProcessAttachment(ChatAttachment attachment, object source)
    {
        if (settings.Together)
            attachments.Add(attachment);
        else
            send(CreateRequest(settings.Prompt!, source, attachment: attachment));
    }

    // Beyond the limit no model accepts the request, so reading the rest of the pipeline would be in vain.
    private void AddContext(string text, bool isText)
    {
        try
        {
            _context.Add(text, isText);
        }
        catch (GigaChatException e)
        {
            host.Fail(e, null);
        }
    }

    private void RequirePrompt(string message, object? item)
    {
        if (!settings.HasPrompt)
            host.Fail(new GigaChatException(GigaChatErrorKind.PromptRequired, message), item);
    }

    private ChatRequest CreateRequest(
        string prompt, object? source, GigaChatConversation? conversation = null, ChatAttachment? attachment = null) => new()
    {
        Attachments = attachments.With(attachment),
        Prompt = prompt,
        Source = source,
        Conversation = conversation ?? settings.Conversation,
        SystemPrompt = settings.SystemPrompt,
        Model = settings.Model,
        Sampling = settings.Sampling,
        Functions = functions.Offered,
        FunctionChoice = functions.Choice,
        FunctionResult = functions.Result,
        Schema = functions.Schema,
    };
}
