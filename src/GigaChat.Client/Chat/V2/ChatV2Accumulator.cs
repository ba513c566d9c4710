using System.Diagnostics;
using System.Globalization;
using System.Text;
using GigaChat.Wire;
using GigaChat.Wire.V2;

namespace GigaChat.Chat.V2;

/// <summary>Puts the messages of an answer together, whether they come at once or as the data of events.</summary>
internal sealed class ChatV2Accumulator
{
    private const string ReasoningRole = "reasoning";

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly SourceMarks _marks = new();
    private readonly List<FunctionCallPayload> _calls = [];
    private readonly SortedDictionary<int, ChatSource> _sources = [];
    private readonly List<GeneratedFile> _files = [];
    private readonly List<ToolCall> _tools = [];

    // The places of those that have not ended: a hostile stream may name a new one in each event.
    private readonly Dictionary<string, int> _openTools = new(StringComparer.Ordinal);
    private readonly List<TokenLogProb> _logProbs = [];
    private long _toolBegan;
    private string? _stateId;
    private string? _threadId;
    private string? _userMessage;

    public string Text => _text.ToString();

    public string? Model { get; private set; }

    public string? FinishReason { get; private set; }

    public ChatUsage? Usage { get; private set; }

    /// <summary>The built-in tool that was reported last.</summary>
    public ToolCall? Tool { get; private set; }

    /// <summary>Takes a piece of the answer's text.</summary>
    /// <returns>What of it can be shown by now.</returns>
    public string Append(string piece)
    {
        string text = _marks.Append(piece);
        _text.Append(text);
        return text;
    }

    /// <summary>Takes an answer, or the data of an event.</summary>
    /// <returns>What of its text can be shown by now.</returns>
    public string Take(ChatV2Response answer)
    {
        Model ??= answer.Model;
        FinishReason = answer.FinishReason ?? FinishReason;
        Usage = ChatUsage.From(answer.Usage) ?? Usage;
        _threadId = answer.ThreadId ?? _threadId;
        _stateId = answer.ToolsStateId ?? _stateId;
        _userMessage = answer.UserMessage ?? _userMessage;
        AddLogProbs(answer.Logprobs);
        Tool = null;
        var shown = new StringBuilder();
        foreach (MessageV2Payload message in answer.Messages ?? [])
            Take(message, shown);
        return shown.ToString();
    }

    /// <summary>Nothing more comes.</summary>
    /// <returns>The text that was held back.</returns>
    public string Complete()
    {
        string rest = _marks.Complete();
        _text.Append(rest);
        return rest;
    }

    /// <summary>What has come.</summary>
    public ReceivedAnswer ToAnswer() => new()
    {
        Text = Text,
        Reasoning = _reasoning.Length > 0 ? _reasoning.ToString() : null,
        Model = Model,
        FinishReason = FinishReason,
        UserMessage = _userMessage,
        Usage = Usage,
        Calls = [.. _calls],
        StateId = _stateId,
        Sources = [.. _sources.Values],
        GeneratedFiles = [.. _files],
        ToolCalls = [.. _tools],
        LogProb = [.. _logProbs],
        ThreadId = _threadId,
    };

    private void Take(MessageV2Payload message, StringBuilder shown)
    {
        _stateId = message.ToolStateId ?? message.ToolsStateId ?? _stateId;
        foreach (ContentPartPayload part in message.Content ?? [])
        {
            if (message.Role == ReasoningRole)
                _reasoning.Append(part.Text);
            else if (part.Text is { } text)
                shown.Append(Append(text));
            TakeOther(part);
        }
    }

    private void TakeOther(ContentPartPayload part)
    {
        if (part.FunctionCall is { } call)
            _calls.Add(call);
        foreach ((string key, SourcePayload source) in part.InlineData?.Sources ?? [])
        {
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                _sources[number] = new ChatSource(number, source.Title ?? "", source.Url ?? "");
        }
        foreach (ContentFilePayload file in part.Files ?? [])
        {
            if (Files.FileId.IsPossible(file.Id))
                _files.Add(new GeneratedFile(file.Id!, file.Mime, file.Target));
        }
        if (part.ToolExecution is { Name: { Length: > 0 } name } tool)
            TakeTool(name, tool);
        AddLogProbs(part.Logprobs);
    }

    private void TakeTool(string name, ToolExecutionPayload tool)
    {
        if (!_openTools.TryGetValue(name, out int known))
            known = -1;
        if (known < 0)
            _toolBegan = Stopwatch.GetTimestamp();
        Tool = new ToolCall(name, tool.Status, known < 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_toolBegan))
        {
            SecondsLeft = tool.SecondsLeft is >= 0 and < int.MaxValue ? (int)tool.SecondsLeft : null,
        };
        if (known < 0)
            _tools.Add(Tool);
        else
            _tools[known] = Tool;
        if (tool.Status is not null)
            _openTools.Remove(name);
        else
            _openTools[name] = known < 0 ? _tools.Count - 1 : known;
    }

    private void AddLogProbs(IReadOnlyList<LogProbPayload>? tokens)
    {
        foreach (LogProbPayload token in tokens ?? [])
        {
            if (token.Chosen is { } chosen)
                _logProbs.Add(From(chosen) with { Top = [.. (token.Top ?? []).Select(From)] });
        }
    }

    private static TokenLogProb From(TokenProbabilityPayload token) => new(token.Token ?? "", token.Logprob, []);
}
