using System.Buffers;
using System.Text.Json;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Requests;

namespace GigaChat.Emulator.Hosting;

/// <summary>One request of the service's ports and what became of it.</summary>
internal sealed class Exchange
{
    private readonly EmulatorCore _core;
    private bool? _asksForStream;
    private int _ended;

    public Exchange(EmulatorCore core, HttpContext context, PortKind port)
    {
        _core = core;
        Context = context;
        Port = port;
    }

    public HttpContext Context { get; }

    public PortKind Port { get; }

    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>What the request log shows, or null when nothing is recorded.</summary>
    public RecordedRequest? Record { get; set; }

    /// <summary>A fault that spoils the answer while it is written.</summary>
    public Fault? Fault { get; set; }

    /// <summary>The account of the request; set by the gate of the API port.</summary>
    public EmulatorAccount Account { get; set; } = EmulatorAccount.Personal;

    /// <summary>What parallel chats are counted by: the token, or the client certificate.</summary>
    public string GateKey { get; set; } = "";

    /// <summary>A place in the chat gate, given back when the answer is complete.</summary>
    public bool InChatGate { get; set; }

    /// <summary>The connection was aborted on purpose, or found broken.</summary>
    public bool Dropped { get; set; }

    public EmulatorSettings Settings => _core.Settings;

    public CancellationToken Aborted => Context.RequestAborted;

    public bool AsksForStream => _asksForStream ??= Routes.IsChat(Context.Request.Path) && PeekStream();

    public static Exchange Of(HttpContext context) => (Exchange)context.Items[typeof(Exchange)]!;

    public async Task ReadBodyAsync()
    {
        var request = Context.Request;
        if (request.ContentLength is 0 || HttpMethods.IsGet(request.Method))
            return;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(Aborted);
            if (read.IsCompleted)
            {
                Body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads no more than a part of the body, and then hangs or hangs up.</summary>
    public async Task SpoilBodyAsync(Fault fault)
    {
        var reader = Context.Request.BodyReader;
        for (long read = 0; read < fault.Bytes;)
        {
            var piece = await reader.ReadAsync(Aborted);
            read += piece.Buffer.Length;
            reader.AdvanceTo(piece.Buffer.End);
            if (piece.IsCompleted)
                break;
        }

        if (fault.Kind == FaultKind.StallRequest)
        {
            // It will not be read to its end: a wait for a request under way ends here.
            _core.Pulse.Signal();
            await HangAsync();
        }
        Abort();
        Aborted.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// The answer is made and only its last bytes are still to be written. Called before they are: a client that
    /// has them may ask again at once, and must not be counted twice.
    /// </summary>
    public void Complete()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        if (Record is { } record)
        {
            record.Status = Context.Response.StatusCode;
            record.Finished = true;
        }

        Leave();
    }

    /// <summary>The request is over, whatever happened.</summary>
    public void End()
    {
        // A client that goes away once it has everything aborted nothing.
        if (Record is { } record && (Dropped || (!record.Finished && Aborted.IsCancellationRequested)))
            record.Aborted = true;
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            if (Record is { } unfinished && Context.Response.HasStarted)
                unfinished.Status = Context.Response.StatusCode;
            Leave();
        }
        else
        {
            _core.Pulse.Signal();
        }
    }

    /// <summary>Waits for the client to go away or the emulator to stop.</summary>
    public Task HangAsync() => DelayAsync(Timeout.Infinite);

    public async Task DelayAsync(int milliseconds)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Aborted, _core.Stopping);
        await Task.Delay(milliseconds, either.Token);
    }

    public void Abort()
    {
        Dropped = true;
        Context.Abort();
    }

    private void Leave()
    {
        if (InChatGate)
        {
            InChatGate = false;
            _core.Gate.Leave(GateKey);
        }

        _core.Counters.RequestEnded(Routes.IsChat(Context.Request.Path));
        _core.Pulse.Signal();
    }

    private bool PeekStream()
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("stream", out var stream)
                && stream.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
