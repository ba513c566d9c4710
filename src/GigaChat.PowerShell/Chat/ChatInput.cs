using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Decides which requests the input of Invoke-GigaChat makes: one for each item, or one of all.</summary>
internal sealed class ChatInput(InvokeGigaChatCommand cmdlet, Action<ChatRequest> send)
{
    public const string PipelineSet = "Pipeline";
    public const string PathSet = "Path";
    public const string LiteralPathSet = "LiteralPath";

    private readonly Material _material = new();
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
    public void Take()
    {
        foreach (string path in cmdlet.Path ?? cmdlet.LiteralPath ?? [])
            cmdlet.Try(path, () => TakePath(path));
        if (cmdlet.InputObject is not { } input)
            return;
        foreach (object? item in input is object?[] array ? array : [input])
        {
            if (item is not null)
                cmdlet.Try(item, () => TakeItem(item));
        }
    }

    /// <summary>Sends what was gathered, or the prompt alone.</summary>
    public void Finish()
    {
        if (!_material.IsEmpty && !(_material.IsBlank && HasPrompt))
        {
            if (!HasPrompt && !_material.IsPlainText)
                RequirePrompt(CmdletMessages.ObjectsNeedPrompt, null);
            send(NewRequest(Material.Join(cmdlet.Prompt, _material.ToString()), null));
        }
        else if (_attachments.HasGathered)
        {
            send(NewRequest(cmdlet.Prompt!, null));
        }
        else if (!_anyInput && !IsPiped && cmdlet.ParameterSetName == PipelineSet)
        {
            send(NewRequest(cmdlet.Prompt ?? "", cmdlet.Prompt));
        }
        else if ((!_anyInput || !_material.IsEmpty) && HasPrompt && cmdlet.ParameterSetName == PipelineSet)
        {
            // Asking about nothing would make the model invent something.
            cmdlet.Report(new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.NothingPiped), cmdlet.Prompt);
        }
    }

    private void TakePath(string path)
    {
        foreach (string file in PathResolver.Resolve(cmdlet, path, cmdlet.LiteralPath is not null))
            cmdlet.Try(file, () => TakeFile(file));
    }

    private void TakeItem(object item)
    {
        _anyInput = true;
        object value = item.Unwrap();
        switch (value)
        {
            case ChatReply reply when !cmdlet.Together:
                GoOn(reply);
                break;
            case var _ when cmdlet.IsResultGiven:
                throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionCmdletMessages.ResultNeedsConversation);
            case FileSystemInfo file:
                RequirePrompt(CmdletMessages.FilesNeedPrompt, item);
                TakeFile(file.FullName);
                break;
            case GigaChatFile file:
                RequirePrompt(CmdletMessages.FilesNeedPrompt, item);
                TakeAttachment(ChatAttachment.FromFile(file), file);
                break;
            case var _ when MaterialText.IsFormatted(value):
                cmdlet.Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.FormattedInput), null);
                break;
            case string text when cmdlet.PerItem || (!HasPrompt && !cmdlet.Together):
                if (HasPrompt && string.IsNullOrWhiteSpace(text))
                    throw new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.ItemEmpty);
                send(NewRequest(Material.Join(cmdlet.Prompt, text), text));
                break;
            case var _ when cmdlet.PerItem:
                RequirePrompt(CmdletMessages.ObjectsNeedPrompt, item);
                send(NewRequest(Material.Join(cmdlet.Prompt, MaterialText.From(item)), item));
                break;
            default:
                if (value is not string && !cmdlet.Together)
                    RequirePrompt(CmdletMessages.ObjectsNeedPrompt, item);
                Gather(MaterialText.From(item), value is string);
                break;
        }
    }

    private void TakeFile(string path)
    {
        if (AttachmentInput.IsAttached(path))
        {
            TakeAttachment(ChatAttachment.FromPath(path), path);
            return;
        }
        string text = cmdlet.Await(token => TextFile.ReadAsync(path, cmdlet.Encoding, token));
        if (cmdlet.Together)
            Gather($"--- {Path.GetFileName(path)} ---\n{text}", isText: false);
        else
            send(NewRequest(Material.Join(cmdlet.Prompt, text), path));
    }

    private void TakeAttachment(ChatAttachment attachment, object source)
    {
        if (cmdlet.Together)
            _attachments.Gather(attachment);
        else
            send(NewRequest(cmdlet.Prompt!, source, attachment: attachment));
    }

    private void GoOn(ChatReply reply)
    {
        if (!cmdlet.IsResultGiven)
            RequirePrompt(CmdletMessages.ReplyNeedsPrompt, reply);
        if (cmdlet.Conversation is not null || reply.Conversation is null || cmdlet.SystemPrompt is not null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.ReplyHasConversation);
        send(NewRequest(cmdlet.Prompt ?? "", cmdlet.Prompt, reply.Conversation));
    }

    // More than any model takes ends the pipeline: the rest would be read for nothing.
    private void Gather(string text, bool isText)
    {
        try
        {
            _material.Add(text, isText);
        }
        catch (GigaChatException e)
        {
            cmdlet.Fail(e, null);
        }
    }

    private void RequirePrompt(string message, object? item)
    {
        if (!HasPrompt)
            cmdlet.Fail(new GigaChatException(GigaChatErrorKind.PromptRequired, message), item);
    }

    private ChatRequest NewRequest(string prompt, object? source, GigaChatConversation? conversation = null, ChatAttachment? attachment = null) => new()
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
