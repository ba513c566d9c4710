using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Sends the requests of Invoke-GigaChat and writes what comes back, in the form that was asked for.</summary>
internal sealed class ChatOutput : IDisposable
{
    private readonly InvokeGigaChatCommand _cmdlet;
    private readonly GigaChatConnection _connection;
    private readonly CallOptions _options;
    private readonly OrderedTaskQueue<(ChatRequest Request, Result<ChatReply> Result)>? _queue;
    private readonly HostTextWriter? _writer;
    private readonly ItemProgress? _progress;
    private readonly bool _endsLineEarly;

    public ChatOutput(InvokeGigaChatCommand cmdlet, GigaChatConnection connection)
    {
        _cmdlet = cmdlet;
        _connection = connection;
        _options = cmdlet.CreateCallOptions() with { Timeout = cmdlet.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Progress = cmdlet.Progress };
        _endsLineEarly = _options.Trace is not null || _options.Bodies is not null;
        if (cmdlet.Stream)
            _writer = new HostTextWriter(cmdlet);
        if (cmdlet.ThrottleLimit > 1)
        {
            _queue = new OrderedTaskQueue<(ChatRequest, Result<ChatReply>)>(cmdlet.ThrottleLimit);
            _progress = new ItemProgress(cmdlet, CmdletMessages.ChatActivity, ItemProgress.DefaultDelay);
            if (cmdlet.ThrottleLimit > connection.MaximumConcurrency)
                cmdlet.WriteVerbose(Localized.Format(CmdletMessages.ThrottleAboveConnection, connection.MaximumConcurrency));
        }
    }

    /// <summary>Sends one request; with a throttle limit its reply comes later, in its turn.</summary>
    public void Send(ChatRequest request)
    {
        if (_queue is null)
        {
            Try(request, () => SendAndWrite(request));
            return;
        }
        _progress!.Begin(1);
        _queue.Start(() => AskAsync(request, _cmdlet.StopToken), _cmdlet.StopToken);
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

    public void Dispose()
    {
        _progress?.End();
        if (_queue is { IsEmpty: false })
            AsyncCommand.WaitForShutdown(_queue.WhenAll());
    }

    private void SendAndWrite(ChatRequest request)
    {
        ChatReply reply = Ask(request);
        if (_writer is not null && !EndsInObject(reply))
            WriteStreamed(reply, _writer);
        else if (_cmdlet.AsChunk)
            Warn(reply);
        else
            Write(reply);
    }

    // The conversation is free again before anybody downstream sees the reply.
    private ChatReply Ask(ChatRequest request)
    {
        using ChatExchange exchange = _cmdlet.Await(token => _connection.BeginChatAsync(request, token));
        bool inPieces = _cmdlet.Stream || _cmdlet.AsChunk;
        ChatReply reply = new FunctionRunner(_cmdlet).Run(exchange, () => inPieces ? AskInPieces(exchange) : _cmdlet.Await(token => exchange.AskAsync(_options, token)));
        _cmdlet.Functions.Finish(reply);
        return exchange.Complete();
    }

    private ChatReply AskInPieces(ChatExchange exchange)
    {
        ChatReply? reply = null;
        // Who takes the chunks and asks the same conversation would wait for an end that waits for him.
        using IDisposable held = exchange.GuardReentrancy();
        foreach (ChatChunk chunk in _cmdlet.AwaitEach(token => exchange.StreamAsync(_options, token)))
        {
            reply = chunk.Reply;
            if (_writer is null)
                _cmdlet.WriteObject(chunk);
            else if (chunk.Text.Length > 0)
                _writer.Write(chunk.Text);
            // What is told of the request follows the last piece, and begins a line of its own.
            if (_writer is not null && reply is not null && _endsLineEarly)
                EndLine(reply);
        }
        // No view of this reply will end its line.
        if (_writer is not null && EndsInObject(reply!) && !_endsLineEarly)
            EndLine(reply!);
        return reply!;
    }

    private bool EndsInObject(ChatReply reply) => _cmdlet.AsObject || reply.FunctionCall is not null;

    private void WriteStreamed(ChatReply reply, HostTextWriter writer)
    {
        // The view of a reply that is on the screen already is the end of its line; whoever comes first in its stead finds the line ended.
        bool endsByView = writer.IsVisible && !_endsLineEarly && ReplyWarnings.For(reply) is null && _cmdlet.MyInvocation.PipelinePosition == _cmdlet.MyInvocation.PipelineLength;
        if (!endsByView && !_endsLineEarly)
            EndLine(reply);
        Warn(reply);
        if (!writer.IsVisible)
            _cmdlet.WriteObject(reply);
        else if (!ReplyView.WriteShown(reply, _cmdlet.WriteObject) && endsByView)
            EndLine(reply);
    }

    private void EndLine(ChatReply reply)
    {
        if (reply.Text.Length > 0 && !reply.Text.EndsWith('\n'))
            _writer!.EndLine();
    }

    private void WriteOldest()
    {
        _progress!.Show();
        Task<(ChatRequest, Result<ChatReply>)> oldest = _queue!.Take();
        (ChatRequest request, Result<ChatReply> result) = _cmdlet.Await(_ => oldest);
        _progress.Finish(1);
        Try(request, () =>
        {
            ChatReply reply = result.GetValue();
            _cmdlet.Functions.Finish(reply);
            Write(reply);
        });
    }

    private void Write(ChatReply reply)
    {
        Warn(reply);
        WriteResult(reply);
    }

    // A call that is left to the user holds no object yet.
    private void WriteResult(ChatReply reply)
    {
        if (_cmdlet.AsObject && reply.FunctionCall is null)
            _cmdlet.WriteObject(reply.Value, enumerateCollection: reply.Value is Array);
        else
            _cmdlet.WriteObject(reply);
    }

    private void Warn(ChatReply reply)
    {
        if (ReplyWarnings.For(reply) is { } warning)
            _cmdlet.WriteWarning(warning);
    }

    private void Try(ChatRequest request, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            // A broken line of text is ended before the error is shown.
            if (e.PartialReply is { Text.Length: > 0 })
                _writer?.EndLine();
            _cmdlet.Report(e, request.Source ?? request.Prompt);
        }
    }

    private async Task<(ChatRequest Request, Result<ChatReply> Result)> AskAsync(ChatRequest request, CancellationToken cancellationToken)
        => (request, await Result<ChatReply>.CaptureAsync(() => _connection.ChatAsync(request, _options, cancellationToken)).ConfigureAwait(false));
}
