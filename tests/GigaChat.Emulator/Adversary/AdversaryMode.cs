namespace GigaChat.Emulator.Adversary;

/// <summary>One way to misbehave.</summary>
/// <param name="Name">The first part of the address: <c>/adversary/{name}/v1/…</c>.</param>
/// <param name="Category">What it breaks.</param>
/// <param name="Description">What it sends.</param>
/// <param name="AnswerAsync">Sends it. The connection is closed behind it.</param>
public sealed record AdversaryMode(
    string Name, AdversaryCategory Category, string Description, Func<AdversaryExchange, Task> AnswerAsync)
{
    /// <summary>The requests it is meant for.</summary>
    public AdversaryTargets Targets { get; init; } = AdversaryTargets.All;

    /// <summary>The requests that must end in an error; those that <see cref="MustSucceed"/> does not name may end either way.</summary>
    public AdversaryTargets MustFail { get; init; } = AdversaryTargets.All;

    /// <summary>The requests that must be answered in spite of it, because what it sends is allowed.</summary>
    public AdversaryTargets MustSucceed { get; init; }

    /// <summary>Only the client's own time limit ends it.</summary>
    public bool Stalls { get; init; }
}
