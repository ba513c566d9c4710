namespace GigaChat.Emulator.Control;

/// <summary>What <see cref="EmulatorState"/> is made from.</summary>
internal sealed class EmulatorCounters
{
    private readonly Lock _lock = new();
    private EmulatorState _state = new();

    public EmulatorState Snapshot()
    {
        lock (_lock)
            return _state;
    }

    public void RequestBegan(bool chat) => Change(state =>
    {
        var inFlight = state.InFlight + 1;
        var chats = state.ChatsInFlight + (chat ? 1 : 0);
        return state with
        {
            InFlight = inFlight,
            MaxInFlight = Math.Max(state.MaxInFlight, inFlight),
            ChatsInFlight = chats,
            MaxChatsInFlight = Math.Max(state.MaxChatsInFlight, chats),
        };
    });

    /// <summary>The request was read and, where that is wanted, recorded: after a wait for it the log has it.</summary>
    public void RequestRead(bool signIn) => Change(state => state with
    {
        Requests = state.Requests + 1,
        SignInRequests = state.SignInRequests + (signIn ? 1 : 0),
    });

    public void RequestEnded(bool chat) => Change(state => state with
    {
        InFlight = state.InFlight - 1,
        ChatsInFlight = state.ChatsInFlight - (chat ? 1 : 0),
    });

    public void TokenIssued() => Change(state => state with { TokensIssued = state.TokensIssued + 1 });

    public void ChunksSent(int count) => Change(state => state with { ChunksSent = state.ChunksSent + count });

    public void ConnectionOpened() => Change(state => state with
    {
        ConnectionsOpened = state.ConnectionsOpened + 1,
        ConnectionsOpen = state.ConnectionsOpen + 1,
    });

    public void ConnectionClosed() => Change(state => state with { ConnectionsOpen = state.ConnectionsOpen - 1 });

    /// <summary>Forgets the past; what is under way stays counted.</summary>
    public void Reset() => Change(state => new()
    {
        InFlight = state.InFlight,
        MaxInFlight = state.InFlight,
        ChatsInFlight = state.ChatsInFlight,
        MaxChatsInFlight = state.ChatsInFlight,
        ConnectionsOpen = state.ConnectionsOpen,
    });

    private void Change(Func<EmulatorState, EmulatorState> change)
    {
        lock (_lock)
            _state = change(_state);
    }
}
