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

    public ChatOutput(InvokeGigaChatCommand cmdlet, GigaChatConnection connection)
    {
        _cmdlet = cmdlet;
        _connection = connection;
        _options = new CallOptions { Timeout = cmdlet.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Trace = cmdlet.Trace };
        if (cmdlet.Stream)
            _screen = new ScreenText(cmdlet);
        if (cmdlet.ThrottleLimit > 1)
        {
            _window = new OrderedWindow<Outcome>(cmdlet.ThrottleLimit);
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
        _window.Start(() => AskAsync(request, _cmdlet.StopToken), _cmdlet.StopToken);
        while (_window.IsReady || _window.IsFull)
            WriteOldest();
    }

    /// <summary>Waits for the replies that are still under way.</summary>
    public void Finish()
    {
        while (_window is { IsEmpty: false })
            WriteOldest();
    }

    public void Dispose()
    {
        if (_window is { IsEmpty: false })
            AsyncCommand.WaitQuietly(_window.Rest());
    }

    private void SendAndWrite(ChatRequest request)
    {
        if (!_cmdlet.Stream && !_cmdlet.AsChunk)
        {
            Write(_cmdlet.Await(token => _connection.ChatAsync(request, _options, token)));
            return;
        }

        ChatReply? reply = null;
        foreach (ChatChunk chunk in _cmdlet.AwaitEach(token => _connection.StreamChatAsync(request, _options, token)))
        {
            reply = chunk.Reply;
            if (_screen is null)
                _cmdlet.WriteObject(chunk);
            else if (chunk.Text.Length > 0)
                _screen.Write(chunk.Text);
        }
        if (_screen is null)
            Warn(reply!);
        else
            WriteStreamed(reply!, _screen);
    }

    private void WriteStreamed(ChatReply reply, ScreenText screen)
    {
        // The view of a reply that is on the screen already is the end of its line; whoever comes first in its stead finds the line ended.
        bool endsByView = screen.IsSeen && ReplyWarnings.Of(reply) is null && _cmdlet.MyInvocation.PipelinePosition == _cmdlet.MyInvocation.PipelineLength;
        if (!endsByView)
            EndLine();
        Warn(reply);
        if (!screen.IsSeen)
            _cmdlet.WriteObject(reply);
        else if (!ReplyView.WriteShown(reply, _cmdlet.WriteObject) && endsByView)
            EndLine();

        void EndLine()
        {
            if (!reply.Text.EndsWith('\n'))
                screen.EndLine();
        }
    }

    private void WriteOldest()
    {
        Task<Outcome> oldest = _window!.Take();
        Outcome outcome = _cmdlet.Await(_ => oldest);
        Try(outcome.Request, () => Write(outcome.Reply ?? throw outcome.Error!));
    }

    private void Write(ChatReply reply)
    {
        Warn(reply);
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
            if (e.PartialReply is not null)
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
