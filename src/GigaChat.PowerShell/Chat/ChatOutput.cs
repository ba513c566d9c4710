using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Sends the requests of Invoke-GigaChat and writes the replies in the form that the parameters name.</summary>
internal sealed class ChatOutput : IDisposable
{
    private readonly ChatOutputSettings _settings;
    private readonly IChatOutputHost _host;
    private readonly GigaChatConnection _connection;
    private readonly ChatFunctions _functions;
    private readonly FunctionRunner _runner;
    private readonly CallOptions _options;
    private readonly OrderedTaskQueue<Result>? _queue;
    private readonly IHostTextWriter? _writer;
    private readonly IItemProgress? _progress;

    // Verbose and debug messages about a request come right after its last chunk and need a line of their own.
    private readonly bool _areMessagesShown;

    /// <summary>Prepares for requests; sends nothing.</summary>
    /// <param name="settings">The parameters, free of contradictions.</param>
    /// <param name="host">PowerShell.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="functions">Converts structured answers.</param>
    /// <param name="runner">Carries out function calls.</param>
    public ChatOutput(
        ChatOutputSettings settings, IChatOutputHost host, GigaChatConnection connection, ChatFunctions functions, FunctionRunner runner)
    {
        _settings = settings;
        _host = host;
        _connection = connection;
        _functions = functions;
        _runner = runner;
        _options = host.CreateCallOptions(settings.Timeout);
        _areMessagesShown = _options.Trace is not null || _options.Bodies is not null;
        if (settings.Stream)
            _writer = host.CreateTextWriter();
        if (settings.ThrottleLimit > 1)
        {
            _queue = new OrderedTaskQueue<Result>(settings.ThrottleLimit);
            _progress = host.CreateProgress();
            if (settings.ThrottleLimit > connection.MaximumConcurrency)
                host.WriteVerbose(Localized.Format(CmdletMessages.ThrottleAboveConnection, connection.MaximumConcurrency));
        }
    }

    /// <summary>
    /// Sends one request and writes its reply. With a throttle limit the reply is written later, in the order of the requests.
    /// </summary>
    public void Send(ChatRequest request)
    {
        if (_queue is null)
        {
            Try(request, () => SendAndWrite(request));
            return;
        }
        _progress!.Begin(1);
        _queue.Start(() => AskAsync(request, _host.StopToken), _host.StopToken);
        while (_queue.IsReady || _queue.IsFull)
            WriteOldest();
    }

    /// <summary>Waits for the replies that are still under way.</summary>
    public void Finish()
    {
        _progress?.CompleteAdding();
        while (_queue is { IsEmpty: false })
            WriteOldest();
        _progress?.End();
    }

    /// <summary>The options of each request.</summary>
    public CallOptions Options => _options;

    /// <summary>Writes an answer that several requests brought, after the replies that are still under way.</summary>
    public void WriteAnswer(ChatRequest request, ChatReply reply)
    {
        while (_queue is { IsEmpty: false })
            WriteOldest();
        Try(request, () =>
        {
            _functions.Finish(reply);
            Write(reply);
        });
    }

    public void Dispose()
    {
        _progress?.End();
        if (_queue is { IsEmpty: false })
            _host.WaitForShutdown(_queue.WhenAll());
    }

    private void SendAndWrite(ChatRequest request)
    {
        ChatReply reply = Ask(request);
        if (_writer is not null && !IsWrittenAsObject(reply))
            WriteStreamed(reply, _writer);
        else if (_settings.AsChunk)
            Warn(reply);
        else
            Write(reply);
    }

    // The exchange ends here, so the conversation is free before the reply reaches the next command of the pipeline.
    private ChatReply Ask(ChatRequest request)
    {
        using ChatExchange exchange = _host.Await(token => _connection.BeginChatAsync(request, token));
        _writer?.Begin(request.Source, request.Prompt);
        ChatReply reply = _runner.Run(exchange, () => AskOnce(exchange));
        _functions.Finish(reply);
        return exchange.Complete();
    }

    private ChatReply AskOnce(ChatExchange exchange)
        => _settings.IsStreamed ? AskInChunks(exchange) : _host.Await(token => exchange.AskAsync(_options, token));

    private ChatReply AskInChunks(ChatExchange exchange)
    {
        ChatReply? reply = null;
        // Deadlock: a consumer of the chunks that prompts the same conversation would await the turn that awaits the consumer.
        using IDisposable guard = exchange.GuardReentrancy();
        using var tools = new ToolsShown(_host);
        foreach (ChatChunk chunk in _host.AwaitEach(token => exchange.StreamAsync(_options, token)))
        {
            reply = chunk.Reply;
            if (chunk.ToolCall is { } tool)
            {
                _host.ShowTool(tool);
                continue;
            }
            if (_writer is null)
                _host.WriteObject(chunk);
            else if (chunk.Text.Length > 0)
                _writer.Write(chunk.Text);
            if (reply is not null)
                _writer?.Finish();
            if (reply is not null && _areMessagesShown)
                _writer?.EndLine();
        }
        // No view of this reply will end its line.
        if (_writer is not null && IsWrittenAsObject(reply!) && !_areMessagesShown)
            _writer.EndLine();
        return reply!;
    }

    // Such a reply is displayed by a view of its own, apart from the streamed text.
    private bool IsWrittenAsObject(ChatReply reply) => _settings.AsObject || _settings.IncludeInput || reply.FunctionCall is not null;

    // The view of a reply that was streamed to the screen only ends the line of its text. Where a warning, a message or
    // another command comes before the view, the line is ended here.
    private void WriteStreamed(ChatReply reply, IHostTextWriter writer)
    {
        bool endsByView = writer.IsVisible && !_areMessagesShown && ReplyWarnings.For(reply) is null && _settings.IsLastInPipeline;
        if (!endsByView && !_areMessagesShown)
            writer.EndLine();
        Warn(reply);
        if (!writer.IsVisible)
            _host.WriteObject(reply);
        else if (!ReplyView.WriteShown(reply, item => _host.WriteObject(item)) && endsByView)
            writer.EndLine();
    }

    private void WriteOldest()
    {
        _progress!.Show();
        Task<Result> oldest = _queue!.Take();
        Result result = _host.Await(_ => oldest);
        _progress.Finish(1);
        Try(result.Request, () =>
        {
            ChatReply reply = result.Reply ?? throw result.Error!;
            _functions.Finish(reply);
            Write(reply);
        });
    }

    // A call that is left to the user has no value yet.
    private void Write(ChatReply reply)
    {
        Warn(reply);
        if (_settings.IncludeInput && reply.FunctionCall is null)
            WriteRows(reply);
        else if (_settings.AsObject && reply.FunctionCall is null)
            _host.WriteObject(reply.Value, enumerate: _host.FindArray(reply.Value) is not null);
        else
            _host.WriteObject(reply);
    }

    // Each item of a structured answer is a row, as each would be an object.
    private void WriteRows(ChatReply reply)
    {
        IEnumerable<object?> answers = _functions.Schema is null ? [reply.Text]
            : _host.FindArray(reply.Value) is { } items ? items.Cast<object?>() : [reply.Value];
        foreach (object? answer in answers)
            _host.WriteObject(_host.CreateRow(reply.Source, answer));
    }

    private void Warn(ChatReply reply)
    {
        if (ReplyWarnings.For(reply) is { } warning)
            _host.WriteWarning(warning);
    }

    private void Try(ChatRequest request, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            // The error begins on a line of its own, after the part of the text that arrived.
            if (e is ChatException { PartialReply.Text.Length: > 0 })
                _writer?.EndLine();
            _host.Report(e, request.Source ?? request.Prompt);
        }
    }

    private async Task<Result> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new Result(request, await _connection.ChatAsync(request, _options, cancellationToken).ConfigureAwait(false), null);
        }
        catch (GigaChatException e)
        {
            return new Result(request, null, e);
        }
    }

    private sealed record Result(ChatRequest Request, ChatReply? Reply, GigaChatException? Error);

    /// <summary>Takes the bar of a tool away, however the answer ended.</summary>
    private readonly struct ToolsShown(IChatOutputHost host) : IDisposable
    {
        public void Dispose() => host.ShowTool(null);
    }
}
