using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Decides which requests the input of Invoke-GigaChat makes: one for each item, or one of all.</summary>
internal sealed class ChatInput(InvokeGigaChatCommand cmdlet, Action<ChatRequest> send)
{
    public const string PipelineSet = "Pipeline";
    public const string PathSet = "Path";
    public const string LiteralPathSet = "LiteralPath";

    private readonly PromptContext _context = new();
    private readonly AttachmentInput _attachments = new(cmdlet);
    private bool _anyInput;

    private bool IsPiped => cmdlet.MyInvocation.ExpectingInput || cmdlet.MyInvocation.BoundParameters.ContainsKey(nameof(cmdlet.InputObject));

    private bool HasPrompt => !string.IsNullOrWhiteSpace(cmdlet.Prompt);

    /// <summary>Refuses parameters that contradict each other, before anything is read or sent.</summary>
    public void CheckParameters()
    {
        string? problem =
            cmdlet.PerItem && cmdlet.Together ? CmdletMessages.PerItemAndTogether
            : cmdlet.Stream && cmdlet.AsChunk ? CmdletMessages.StreamAndAsChunk
            : cmdlet.Conversation is not null && cmdlet.SystemPrompt is not null ? Messages.SystemPromptInConversation
            : cmdlet.ThrottleLimit > 1 && (cmdlet.Stream || cmdlet.AsChunk || cmdlet.Conversation is not null) ? CmdletMessages.ThrottleNeedsWholeReplies
            : null;
        if (problem is not null)
            cmdlet.Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, problem), null);
        if (cmdlet.ParameterSetName != PipelineSet)
            RequirePrompt(CmdletMessages.FilesNeedPrompt, null);
        _attachments.Resolve();
    }

    /// <summary>Takes one record of the pipeline, or the paths.</summary>
    public void Process()
    {
        PathInput.ForEachFile(cmdlet, cmdlet.Path, cmdlet.LiteralPath, ProcessFile);
        if (cmdlet.InputObject is not { } input)
            return;
        foreach (object? item in input is object?[] array ? array : [input])
        {
            if (item is not null)
                cmdlet.Try(item, () => ProcessItem(item));
        }
    }

    /// <summary>Sends what was gathered, or the prompt alone.</summary>
    public void Finish()
    {
        if (!_context.IsEmpty && !(_context.IsBlank && HasPrompt))
        {
            if (!HasPrompt && !_context.IsPlainText)
                RequirePrompt(CmdletMessages.ObjectsNeedPrompt, null);
            send(CreateRequest(PromptContext.Join(cmdlet.Prompt, _context.ToString()), null));
        }
        else if (_attachments.HasPiped)
        {
            send(CreateRequest(cmdlet.Prompt!, null));
        }
        else if (!_anyInput && !IsPiped && cmdlet.ParameterSetName == PipelineSet)
        {
            send(CreateRequest(cmdlet.Prompt ?? "", cmdlet.Prompt));
        }
        else if ((!_anyInput || !_context.IsEmpty) && HasPrompt && cmdlet.ParameterSetName == PipelineSet)
        {
            // Asking about nothing would make the model invent something.
            cmdlet.Report(new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.NothingPiped), cmdlet.Prompt);
        }
    }

    private void ProcessItem(object item)
    {
        _anyInput = true;
        object value = item.Unwrap();
        switch (value)
        {
            case ChatReply reply when !cmdlet.Together:
                ContinueConversation(reply);
                break;
            case var _ when cmdlet.HasFunctionResult:
                throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionCmdletMessages.ResultNeedsConversation);
            case FileSystemInfo file:
                RequirePrompt(CmdletMessages.FilesNeedPrompt, item);
                ProcessFile(file.FullName);
                break;
            case GigaChatFile file:
                RequirePrompt(CmdletMessages.FilesNeedPrompt, item);
                ProcessAttachment(ChatAttachment.FromFile(file), file);
                break;
            case var _ when PromptObjectFormatter.IsFormatted(value):
                cmdlet.Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.FormattedInput), null);
                break;
            case string text when cmdlet.PerItem || (!HasPrompt && !cmdlet.Together):
                if (HasPrompt && string.IsNullOrWhiteSpace(text))
                    throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.ItemEmpty);
                send(CreateRequest(PromptContext.Join(cmdlet.Prompt, text), text));
                break;
            case var _ when cmdlet.PerItem:
                RequirePrompt(CmdletMessages.ObjectsNeedPrompt, item);
                send(CreateRequest(PromptContext.Join(cmdlet.Prompt, PromptObjectFormatter.From(item)), item));
                break;
            default:
                if (value is not string && !cmdlet.Together)
                    RequirePrompt(CmdletMessages.ObjectsNeedPrompt, item);
                AddContext(PromptObjectFormatter.From(item), value is string);
                break;
        }
    }

    private void ProcessFile(string path)
    {
        if (AttachmentInput.IsAttached(path))
        {
            ProcessAttachment(ChatAttachment.FromPath(path), path);
            return;
        }
        string text = cmdlet.Await(token => TextFile.ReadAsync(path, cmdlet.Encoding, token));
        if (cmdlet.Together)
            AddContext($"--- {Path.GetFileName(path)} ---\n{text}", isText: false);
        else
            send(CreateRequest(PromptContext.Join(cmdlet.Prompt, text), path));
    }

    private void ProcessAttachment(ChatAttachment attachment, object source)
    {
        if (cmdlet.Together)
            _attachments.Add(attachment);
        else
            send(CreateRequest(cmdlet.Prompt!, source, attachment: attachment));
    }

    private void ContinueConversation(ChatReply reply)
    {
        if (!cmdlet.HasFunctionResult)
            RequirePrompt(CmdletMessages.ReplyNeedsPrompt, reply);
        if (cmdlet.Conversation is not null || reply.Conversation is null || cmdlet.SystemPrompt is not null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.ReplyHasConversation);
        send(CreateRequest(cmdlet.Prompt ?? "", cmdlet.Prompt, reply.Conversation));
    }

    // More than any model takes ends the pipeline: the rest would be read for nothing.
    private void AddContext(string text, bool isText) => cmdlet.RunOrFail(null, () => _context.Add(text, isText));

    private void RequirePrompt(string message, object? item)
    {
        if (!HasPrompt)
            cmdlet.Fail(new GigaChatException(GigaChatErrorKind.PromptRequired, message), item);
    }

    private ChatRequest CreateRequest(string prompt, object? source, GigaChatConversation? conversation = null, ChatAttachment? attachment = null) => new()
    {
        Attachments = _attachments.With(attachment),
        Prompt = prompt,
        Source = source,
        Conversation = conversation ?? cmdlet.Conversation,
        SystemPrompt = cmdlet.SystemPrompt,
        Model = cmdlet.Model,
        Temperature = cmdlet.Temperature,
        TopP = cmdlet.TopP,
        MaxTokens = cmdlet.MaxTokens,
        RepetitionPenalty = cmdlet.RepetitionPenalty,
        ReasoningEffort = cmdlet.ReasoningEffort?.ToLowerInvariant(),
        Functions = cmdlet.Functions.Offered,
        FunctionChoice = cmdlet.Functions.Choice,
        FunctionResult = cmdlet.Functions.Result,
        Schema = cmdlet.Functions.Schema,
    };
}
