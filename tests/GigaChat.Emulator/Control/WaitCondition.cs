namespace GigaChat.Emulator.Control;

/// <summary>
/// What <c>/control/wait</c> waits for; all that is given must hold. Of what is under way exactly so many, of what is
/// counted since the start or the last reset at least so many.
/// </summary>
internal sealed record WaitCondition(
    int? InFlight = null,
    int? ChatsInFlight = null,
    int? ConnectionsOpen = null,
    int? Requests = null,
    int? SignInRequests = null,
    int? ChunksSent = null,
    int TimeoutMs = 5000)
{
    public bool Holds(EmulatorState state) =>
        (InFlight is null || state.InFlight == InFlight)
        && (ChatsInFlight is null || state.ChatsInFlight == ChatsInFlight)
        && (ConnectionsOpen is null || state.ConnectionsOpen == ConnectionsOpen)
        && !(state.Requests < Requests)
        && !(state.SignInRequests < SignInRequests)
        && !(state.ChunksSent < ChunksSent);
}
