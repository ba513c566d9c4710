using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Sends the requests of Invoke-GigaChat and writes what comes back, in the form that was asked for.</summary>
internal sealed class ChatOutput : IDisposable
{
    private readonly InvokeGigaChatCommand _cmdlet;
    private readonly GigaChatConnection _connection;
    private readonly CallOptions _options;
    private readonly OrderedWindow<Outcome>? _window;
    private readonly ScreenText? _screen;
    private readonly WorkBar? _bar;
    private readonly bool _endsLineEarly;

    public ChatOutput(InvokeGigaChatCommand cmdlet, GigaChatConnection connection)
    {
        _cmdlet = cmdlet;
        _connection = connection;
        _options = cmdlet.NewCall() with { Timeout = cmdlet.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Progress = cmdlet.Progress };
        _endsLineEarly = _options.Trace is not null || _options.Bodies is not null;
        if (cmdlet.Stream)
            _screen = new ScreenText(cmdlet);
        if (cmdlet.ThrottleLimit > 1)
        {
            _window = new OrderedWindow<Outcome>(cmdlet.ThrottleLimit);
            _bar = new WorkBar(cmdlet, CmdletMessages.ChatActivity, WorkBar.Soon);
            if (cmdlet.ThrottleLimit > connection.MaximumConcurrency)
                cmdlet.WriteVerbose(Text.Format(CmdletMessages.ThrottleAboveConnection, connection.MaximumConcurrency));
        }
    }

    /// <summary>Sends one request; with a throttle limit its reply comes later, in its turn.</summary>
    public void Send(ChatRequest request)
    {
        if (_window is null)
        {
            Try(request, () => SendAndWrite(request));
            return;
        }
        _bar!.Begin(1);
        _window.Start(() => AskAsync(request, _cmdlet.StopToken), _cmdlet.StopToken);
        while (_window.IsReady || _window.IsFull)
            WriteOldest();
    }

    /// <summary>Waits for the replies that are still under way.</summary>
    public void Finish()
    {
        _bar?.AllBegun();
        while (_window is { IsEmpty: false })
            WriteOldest();
        _bar?.End();
    }

    public void Dispose()
    {
        _bar?.End();
        if (_window is { IsEmpty: false })
            AsyncCommand.WaitQuietly(_window.Rest());
    }

    private void SendAndWrite(ChatRequest request)
    {
        ChatReply reply = Ask(request);
        if (_screen is not null && !EndsInObject(reply))
            WriteStreamed(reply, _screen);
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
        using IDisposable held = exchange.CarryOut();
        foreach (ChatChunk chunk in _cmdlet.AwaitEach(token => exchange.StreamAsync(_options, token)))
        {
            reply = chunk.Reply;
            if (_screen is null)
                _cmdlet.WriteObject(chunk);
            else if (chunk.Text.Length > 0)
                _screen.Write(chunk.Text);
            // What is told of the request follows the last piece, and begins a line of its own.
            if (_screen is not null && reply is not null && _endsLineEarly)
                EndLine(reply);
        }
        // No view of this reply will end its line.
        if (_screen is not null && EndsInObject(reply!) && !_endsLineEarly)
            EndLine(reply!);
        return reply!;
    }

    private bool EndsInObject(ChatReply reply) => _cmdlet.AsObject || reply.FunctionCall is not null;

    private void WriteStreamed(ChatReply reply, ScreenText screen)
    {
        // The view of a reply that is on the screen already is the end of its line; whoever comes first in its stead finds the line ended.
        bool endsByView = screen.IsSeen && !_endsLineEarly && ReplyWarnings.Of(reply) is null && _cmdlet.MyInvocation.PipelinePosition == _cmdlet.MyInvocation.PipelineLength;
        if (!endsByView && !_endsLineEarly)
            EndLine(reply);
        Warn(reply);
        if (!screen.IsSeen)
            _cmdlet.WriteObject(reply);
        else if (!ReplyView.WriteShown(reply, _cmdlet.WriteObject) && endsByView)
            EndLine(reply);
    }

    private void EndLine(ChatReply reply)
    {
        if (reply.Text.Length > 0 && !reply.Text.EndsWith('\n'))
            _screen!.EndLine();
    }

    private void WriteOldest()
    {
        _bar!.Show();
        Task<Outcome> oldest = _window!.Take();
        Outcome outcome = _cmdlet.Await(_ => oldest);
        _bar.Finish(1);
        Try(outcome.Request, () =>
        {
            ChatReply reply = outcome.Reply ?? throw outcome.Error!;
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
        if (ReplyWarnings.Of(reply) is { } warning)
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
                _screen?.EndLine();
            _cmdlet.Report(e, request.Source ?? request.Prompt);
        }
    }

    private async Task<Outcome> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new Outcome(request, await _connection.ChatAsync(request, _options, cancellationToken).ConfigureAwait(false), null);
        }
        catch (GigaChatException e)
        {
            return new Outcome(request, null, e);
        }
    }

    private sealed record Outcome(ChatRequest Request, ChatReply? Reply, GigaChatException? Error);
}
