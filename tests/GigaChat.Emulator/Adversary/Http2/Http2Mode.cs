namespace GigaChat.Emulator.Adversary.Http2;

/// <summary>One way to misbehave over HTTP/2.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it sends.</param>
/// <param name="AnswerAsync">Sends it to one request.</param>
public sealed record Http2Mode(string Name, string Description, Func<Http2Exchange, Task> AnswerAsync)
{
    /// <summary>The request must end in an error; else it may be answered too.</summary>
    public bool MustFail { get; init; } = true;

    /// <summary>The request must be answered.</summary>
    public bool MustSucceed { get; init; }

    /// <summary>It may be that only the client's own time limit ends it.</summary>
    public bool Stalls { get; init; }
}
