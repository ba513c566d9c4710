using GigaChat.Core;

namespace GigaChat;

/// <summary>How one step on the way to the service went. Holds no secret.</summary>
public sealed record ConnectionCheck
{
    /// <summary>The step.</summary>
    public required ConnectionStep Step { get; init; }

    /// <summary>What it was about: a name, a host with its port, or an address of the service.</summary>
    public required string Target { get; init; }

    /// <summary>How it ended.</summary>
    public required ConnectionCheckStatus Status { get; init; }

    /// <summary>
    /// True for <see cref="ConnectionCheckStatus.Passed"/> and <see cref="ConnectionCheckStatus.Warning"/>; false also for a step
    /// that was not tried.
    /// </summary>
    public bool Succeeded => Status is ConnectionCheckStatus.Passed or ConnectionCheckStatus.Warning;

    /// <summary>How long it took; zero for a step that was not tried.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What was found, in the user's language.</summary>
    public string? Detail { get; init; }

    /// <summary>What to do, in the user's language; null where there is nothing to do.</summary>
    public string? Advice { get; init; }

    /// <summary><see cref="Advice"/> with its key; what the application of this library adds is not in it.</summary>
    internal LocalizedMessage? AdviceText { get; init; }

    /// <summary>The step, its target and how it ended.</summary>
    /// <returns>For example <c>Tcp ngw.devices.sberbank.ru:9443: Failed</c>.</returns>
    public override string ToString() => VisibleText.OneLine($"{Step} {Target}: {Status}");
}
