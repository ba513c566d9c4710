namespace GigaChat.Emulator.Control;

/// <summary>Counters at one moment. All but the current ones count since the start or the last reset.</summary>
public sealed record EmulatorState
{
    /// <summary>Requests to the sign-in and API ports that are not answered yet.</summary>
    public int InFlight { get; init; }

    public int MaxInFlight { get; init; }

    /// <summary>Chat requests among them, refused ones included.</summary>
    public int ChatsInFlight { get; init; }

    public int MaxChatsInFlight { get; init; }

    /// <summary>Requests to these ports that were read to their end.</summary>
    public int Requests { get; init; }

    public int SignInRequests { get; init; }

    public int TokensIssued { get; init; }

    public int ChunksSent { get; init; }

    /// <summary>TCP connections to the sign-in and API ports.</summary>
    public int ConnectionsOpened { get; init; }

    public int ConnectionsOpen { get; init; }
}
