using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Decides which requests the input of Invoke-GigaChat makes: one for each item, or one of all.</summary>
internal sealed class ChatInput
{
    private readonly ChatInputSettings _settings;
    private readonly IChatInputHost _host;
    private readonly AttachmentInput _attachments;
    private readonly ChatFunctions _functions;
    private readonly Action<ChatRequest> _send;
    private readonly LongTextSender? _long;
    private readonly PromptContext _context;
    private readonly InputWarnings _warnings;
    private readonly ByteRun _bytes;
    private bool _hasInput;

    /// <summary>Prepares for the input.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="host">PowerShell.</param>
    /// <param name="attachments">The files of -Attachment, resolved.</param>
    /// <param name="functions">Functions and schema for every request.</param>
    /// <param name="send">Sends one request.</param>
    /// <param name="longTexts">Sends material that may be too long for one request; null where the service decides what is.</param>
    public ChatInput(
        ChatInputSettings settings, IChatInputHost host, AttachmentInput attachments, ChatFunctions functions, Action<ChatRequest> send,
        LongTextSender? longTexts = null)
    {
        _long = longTexts;
        _context = new PromptContext(settings.TakesLongMaterial);
        _settings = settings;
        _host = host;
        _attachments = attachments;
        _functions = functions;
        _send = send;
        _warnings = new InputWarnings(host.IsFile, host.WriteWarning);
        _warnings.ObserveCharacters(settings.Prompt);
        _bytes = new ByteRun(bytes => ProcessText(ByteText.Decode(bytes, settings.Encoding)));
    }

    /// <summary>Processes the files of -Path and -LiteralPath.</summary>
    /// <param name="paths">The value of -Path; wildcards are expanded.</param>
    /// <param name="literalPaths">The value of -LiteralPath, which counts where there is no -Path.</param>
    public void ProcessPaths(string[]? paths, string[]? literalPaths) => _host.ForEachFile(paths, literalPaths, ProcessFile);

    /// <summary>Processes one record of the pipeline; an array given to -InputObject is processed item by item.</summary>
    public void ProcessInput(object? input)
    {
        if (input is null)
            return;
        foreach (object? item in input is object?[] array ? array : [input])
        {
            if (item is not null)
                _host.Try(item, () => ProcessItem(item));
        }
    }

    /// <summary>Sends the collected material in one request, or the prompt alone.</summary>
    public void Finish()
    {
        _host.Try(null, _bytes.End);
        if (!_context.IsEmpty && !(_context.IsBlank && _settings.HasPrompt))
            _host.Try(_settings.Prompt, SendContext);
        else if (_attachments.HasPiped)
            Send(CreateRequest(_settings.Prompt!, null));
        else if (!_settings.HasPaths)
            SendPromptAlone();
    }

    private void SendContext()
    {
        if (!_context.IsPlainText)
            RequirePrompt(CmdletMessages.ObjectsNeedPrompt, null);
        if (_long is null)
            Send(CreateRequest(_context.JoinTo(_settings.Prompt), null));
        else
            SendLong(_context.ToString(), null);
    }

    private void SendPromptAlone()
    {
        if (!_hasInput && !_settings.IsPiped)
            Send(CreateRequest(_settings.Prompt ?? "", _settings.Prompt));
        // The pipeline was empty or blank: a prompt about missing material makes the model invent it.
        else if ((!_hasInput || !_context.IsEmpty) && _settings.HasPrompt)
            _host.Report(new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.NothingPiped), _settings.Prompt);
    }

    private void ProcessItem(object item)
    {
        _hasInput = true;
        object value = _host.Unwrap(item)!;
        if (value is byte single)
        {
            _bytes.Add(single);
            return;
        }
        _bytes.End();
        if (value is ChatReply or GigaChatConversation && !_settings.Together)
        {
            ContinueConversation(item, value as GigaChatConversation ?? ((ChatReply)value).BranchConversation());
            return;
        }
        if (_settings.HasFunctionResult)
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

    private void ContinueConversation(object item, GigaChatConversation? conversation)
    {
        if (!_settings.HasFunctionResult)
            RequirePrompt(CmdletMessages.ReplyNeedsPrompt, item);
        if (_settings.Conversation is not null || conversation is null
            || (_settings.SystemPrompt is not null && !_settings.IsSystemPromptDefault))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.ReplyHasConversation);
        // The conversation of a reply stays as it is: another prompt may go on from the same reply.
        Send(CreateRequest(_settings.Prompt ?? "", _settings.Prompt, conversation));
    }

    // Text beside a prompt is material for one request; without a prompt each text is a prompt.
    private void ProcessText(string text)
    {
        _warnings.Observe(text);
        if (!_settings.PerItem && (_settings.HasPrompt || _settings.Together))
        {
            AddContext(text, isText: true);
            return;
        }
        if (_settings.HasPrompt && string.IsNullOrWhiteSpace(text))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.ItemEmpty);
        SendMaterial(text, text);
    }

    private void ProcessObject(object item, object value)
    {
        _warnings.ObserveOther();
        if (PowerShellInternals.IsFormatData(value))
            _host.Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.FormattedInput), null);
        // The material of -Together is checked as a whole, at the end.
        if (!_settings.Together)
            RequirePrompt(CmdletMessages.ObjectsNeedPrompt, item);
        string text = _host.FormatObject(item);
        _warnings.ObserveCharacters(text);
        if (_settings.PerItem)
            SendMaterial(text, item);
        else
            AddContext(text, isText: false);
    }

    private void ProcessFile(string path)
    {
        _warnings.ObserveOther();
        if (AttachmentInput.IsAttached(path))
        {
            ProcessAttachment(ChatAttachment.FromPath(path), path);
            return;
        }
        if (_long is not null && !_settings.Together)
        {
            _warnings.Warn();
            _long.Send(CreateRequest(_settings.Prompt ?? "", path), _host.OpenText(path, _settings.Encoding));
            return;
        }
        string text = _host.ReadText(path, _settings.Encoding);
        if (_settings.Together)
            AddContext($"--- {Path.GetFileName(path)} ---\n{text}", isText: false);
        else
            Send(CreateRequest(PromptContext.Join(_settings.Prompt, text), path));
    }

    private void SendMaterial(string text, object? source)
    {
        if (_long is null)
            Send(CreateRequest(PromptContext.Join(_settings.Prompt, text), source));
        else
            SendLong(text, source);
    }

    private void SendLong(string text, object? source)
    {
        _warnings.Warn();
        _long!.Send(CreateRequest(_settings.Prompt ?? "", source), LongTextSource.FromText(text));
    }

    private void ProcessAttachment(ChatAttachment attachment, object source)
    {
        if (_settings.Together)
            _attachments.Add(attachment);
        else
            Send(CreateRequest(_settings.Prompt!, source, attachment: attachment));
    }

    // Beyond the limit no model accepts the request, so reading the rest of the pipeline would be in vain.
    private void AddContext(string text, bool isText) => _host.RunOrFail(null, () => _context.Add(text, isText));

    private void Send(ChatRequest request)
    {
        _warnings.Warn();
        _send(request);
    }

    private void RequirePrompt(string message, object? item)
    {
        if (!_settings.HasPrompt)
            _host.Fail(new GigaChatException(GigaChatErrorKind.PromptRequired, message), item);
    }

    private ChatRequest CreateRequest(
        string prompt, object? source, GigaChatConversation? conversation = null, ChatAttachment? attachment = null) => new()
    {
        Attachments = _attachments.With(attachment),
        Prompt = prompt,
        Source = source,
        Conversation = conversation ?? _settings.Conversation,
        SystemPrompt = conversation is null ? _settings.SystemPrompt : null,
        Model = _settings.Model,
        Sampling = _settings.Sampling,
        Functions = _functions.Offered,
        FunctionChoice = _functions.Choice,
        FunctionResults = _functions.ResultsFor(conversation ?? _settings.Conversation),
        Tools = _settings.Tools.Tools,
        ApiVersion = _settings.Tools.ApiVersion,
        AdditionalFields = _settings.Tools.AdditionalFields,
        Pattern = _settings.Tools.Pattern,
        TopLogProb = _settings.Tools.TopLogProb,
        Schema = _functions.Schema,
        Mask = _settings.Mask,
        KeepMarks = _settings.KeepMarks,
    };
}
