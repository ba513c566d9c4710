using System.Management.Automation;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Interactive;

/// <summary>The loop of Enter-GigaChat: reads lines, carries out commands, shows answers while they come.</summary>
internal sealed class InteractiveChat(EnterGigaChatCommand cmdlet, GigaChatConversation conversation)
{
    private readonly ChatConsole _console = new(cmdlet.Host, cmdlet.SessionState.PSVariable.GetValue("PSStyle"), cmdlet.StopToken);
    private PromptContext _files = new(takesLong: false);
    private readonly List<string> _tools = [];
    private List<ChatAttachment> _attachments = [];
    private string? _savedTo;
    private ChatRequest? _last;
    private GigaChatConversation? _beforeLast;
    private ChatUsage? _lastUsage;

    // Of all conversations of this session; of answers that broke off the service does not say what they cost.
    private ChatUsage _sessionUsage = ChatUsage.None;

    /// <summary>The conversation as it is now: a command may have begun a new one.</summary>
    public GigaChatConversation Conversation { get; private set; } = conversation;

    private string Model => Conversation.Model ?? cmdlet.ActiveConnection.Model;

    /// <summary>Goes on until the user leaves or the input ends.</summary>
    public void Run()
    {
        _console.EnsureCanRead();
        _console.WriteLine(InteractiveMessages.Welcome);
        while (_console.Read(Model, Complete) is { } line && TryExecute(ChatLine.Parse(line)))
            continue;
        if (_sessionUsage != ChatUsage.None)
            _console.WriteNote(Describe(InteractiveMessages.TokensOfSession, _sessionUsage));
    }

    // False where the user leaves. After an error the chat goes on, unless the connection itself is at fault.
    private bool TryExecute(ChatLine line)
    {
        try
        {
            return Execute(line);
        }
        catch (GigaChatException e) when (!e.EndsPipeline())
        {
            Advice.AddTo(e);
            _console.WriteError(e.Message);
            return true;
        }
    }

    private bool Execute(ChatLine line)
    {
        switch (line.Kind)
        {
            case ChatLineKind.Exit:
                return false;
            case ChatLineKind.Prompt:
                Ask(line.Argument);
                break;
            case ChatLineKind.Clear:
                Conversation = new GigaChatConversation(Conversation.SystemPrompt, Conversation.Model);
                ClearFiles();
                _console.WriteLine(InteractiveMessages.Cleared);
                break;
            case ChatLineKind.Model:
                ChangeModel(line.Argument);
                break;
            case ChatLineKind.System:
                ChangeInstructions(line.Argument);
                break;
            case ChatLineKind.File:
                AddFiles(line.Argument);
                break;
            case ChatLineKind.Tool:
                ChangeTools(line.Argument);
                break;
            case ChatLineKind.Save:
                Save(line.Argument);
                break;
            case ChatLineKind.Load:
                Load(line.Argument);
                break;
            case ChatLineKind.Retry:
                Retry();
                break;
            case ChatLineKind.Tokens:
                ShowTokens();
                break;
            case ChatLineKind.ClearScreen:
                _console.Clear();
                break;
            case ChatLineKind.Help:
                _console.WriteLine(InteractiveMessages.Help);
                break;
            case ChatLineKind.Unknown:
                _console.WriteError(Localized.Format(InteractiveMessages.CommandUnknown, line.Argument));
                break;
        }
        return true;
    }

    private void Ask(string question) => Send(new ChatRequest
    {
        Prompt = _files.IsEmpty ? question : _files.JoinTo(question),
        Attachments = _attachments.Count > 0 ? _attachments : null,
        Conversation = Conversation,
        Tools = _tools.Count > 0 ? [.. _tools.Select(ToolName.ToService)] : null,
        Source = question,
    });

    private void Send(ChatRequest request)
    {
        // A copy: an answer adds to the conversation, and the question may be asked again from here.
        _beforeLast = Conversation.With();
        _last = request;
        using var stop = new CtrlCMonitor(_console.HasKeyboard, cmdlet.StopToken);
        try
        {
            CallOptions options = cmdlet.CreateCallOptions();
            foreach (ChatChunk chunk in cmdlet.AwaitEach(
                _ => cmdlet.ActiveConnection.StreamChatAsync(request, options, stop.Token), isText: true))
            {
                if (chunk.ToolCall is { Status: null } tool)
                    _console.WriteLine(ToolName.Describe(tool.Name));
                _console.Write(chunk.Text);
                if (chunk.Reply is { } reply)
                    End(reply);
            }
        }
        catch (OperationCanceledException) when (!cmdlet.StopToken.IsCancellationRequested)
        {
            _console.EndAnswer();
            _console.WriteLine(InteractiveMessages.Stopped);
        }
        finally
        {
            _console.EndAnswer();
        }

        void End(ChatReply reply)
        {
            _console.EndAnswer();
            _lastUsage = reply.Usage;
            _sessionUsage = _sessionUsage.Plus(reply.Usage);
            // Until they are answered they stay: the question may be asked again.
            ClearFiles();
            foreach (ChatSource source in reply.Sources)
                _console.WriteLine(source.ToString());
            if (reply.GeneratedFiles.Count > 0)
                _console.WriteLine(Localized.Format(InteractiveMessages.FilesMade, string.Join(", ", reply.GeneratedFiles)));
            if (ReplyWarnings.For(reply) is { } warning)
                _console.Warn(warning);
            if (reply.Usage is { } usage)
                _console.WriteNote(Describe(InteractiveMessages.TokensSpent, usage));
        }
    }

    private static string Describe(string format, ChatUsage usage)
        => Localized.Format(format, usage.TotalTokens, usage.PromptTokens, usage.CompletionTokens);

    private void Retry()
    {
        if (_last is null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, InteractiveMessages.NothingToRetry);
        Conversation = _beforeLast!;
        Send(_last with { Conversation = Conversation });
    }

    private void ShowTokens()
    {
        if (_lastUsage is { } last)
            _console.WriteLine(Describe(InteractiveMessages.TokensOfAnswer, last));
        _console.WriteLine(Describe(InteractiveMessages.TokensOfConversation, Conversation.Usage));
        _console.WriteLine(Describe(InteractiveMessages.TokensOfSession, _sessionUsage));
    }

    private void Load(string path)
    {
        if (path.Length == 0)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(InteractiveMessages.PathMissing, "/load"));
        string file = PathResolver.Resolve(cmdlet, path, literal: true)[0];
        Conversation = cmdlet.Await(token => ConversationFile.LoadAsync(file, token));
        (_last, _lastUsage, _savedTo) = (null, null, file);
        ClearFiles();
        _console.WriteLine(Localized.Format(InteractiveMessages.Loaded, file, Conversation.Count));
    }

    private IReadOnlyList<string> Complete(string text) => ChatCompletion.For(text, cmdlet.ActiveConnection);

    private void ChangeModel(string name)
    {
        if (name.Length == 0)
        {
            _console.WriteLine(Model);
            return;
        }
        // A misspelt name is better found here than with the next question.
        try
        {
            GigaChatModel model = cmdlet.Await(token => cmdlet.ActiveConnection.GetModelAsync(name, cmdlet.CreateCallOptions(), token));
            Conversation = Conversation.With(model: model.Id);
        }
        catch (GigaChatException e) when (e.Kind == GigaChatErrorKind.ModelNotFound)
        {
            e.Advice = InteractiveMessages.ModelsByTab;
            throw;
        }
    }

    private void ChangeInstructions(string text)
    {
        if (text.Length > 0)
            Conversation = Conversation.With(systemPrompt: text == "-" ? "" : text);
        else
            _console.WriteLine(Conversation.SystemPrompt ?? InteractiveMessages.NoInstructions);
    }

    private void AddFiles(string path)
    {
        if (path.Length == 0)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(InteractiveMessages.PathMissing, "/file"));
        foreach (string file in PathResolver.Resolve(cmdlet, path, literal: !WildcardPattern.ContainsWildcardCharacters(path)))
        {
            if (AttachmentInput.IsAttached(file))
            {
                _attachments.Add(AttachmentInput.FromPath(file));
                _console.WriteLine(Localized.Format(InteractiveMessages.FileAttached, Path.GetFileName(file)));
                continue;
            }
            string text = TextFile.Read(cmdlet, file, null);
            _files.Add($"--- {Path.GetFileName(file)} ---\n{text}", isText: false);
            _console.WriteLine(Localized.Format(InteractiveMessages.FileAdded, Path.GetFileName(file), text.Length));
        }
    }

    // "web" is enough for WebSearch. A name that is there already is taken away again; a dash takes all away.
    private void ChangeTools(string name)
    {
        if (name == "-")
        {
            _tools.Clear();
        }
        else if (name.Length > 0)
        {
            string tool = ToolName.All.FirstOrDefault(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ?? name;
            if (!_tools.Remove(tool))
                _tools.Add(tool);
            if (!ToolName.All.Contains(tool) && _tools.Contains(tool))
                _console.Warn(Localized.Format(InteractiveMessages.ToolUnknown, tool, string.Join(", ", ToolName.All)).Text);
        }
        _console.WriteLine(_tools.Count > 0
            ? Localized.Format(InteractiveMessages.ToolsInUse, string.Join(", ", _tools))
            : Localized.Format(InteractiveMessages.NoTools, string.Join(", ", ToolName.All)));
    }

    private void ClearFiles()
    {
        _files = new PromptContext(takesLong: false);
        _attachments = [];
    }

    private void Save(string path)
    {
        if (path.Length == 0)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(InteractiveMessages.PathMissing, "/save"));
        string full = PathResolver.ForWriting(cmdlet, path);
        if (File.Exists(full) && full != _savedTo)
            throw new GigaChatException(GigaChatErrorKind.FileExists, Localized.Format(InteractiveMessages.FileExists, full));
        cmdlet.Await(token => ConversationFile.SaveAsync(Conversation, full, overwrite: full == _savedTo, token));
        _savedTo = full;
        _console.WriteLine(Localized.Format(InteractiveMessages.Saved, full));
    }
}
