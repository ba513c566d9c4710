using GigaChat.Emulator.Control;

namespace GigaChat.Emulator.Hosting;

/// <summary>What an emulator starts with. Port 0 is any free one.</summary>
public sealed class EmulatorOptions
{
    public int AuthPort { get; init; }

    public int ApiPort { get; init; }

    public int ControlPort { get; init; }

    public int ProxyPort { get; init; }

    /// <summary>
    /// The keys of its certificates are RSA, as those of the service, and not of an elliptic curve, which is quicker to make. Wine cannot
    /// check signatures of the latter.
    /// </summary>
    public bool UseRsaCertificates { get; init; }

    /// <summary>The settings at the start, and again after a reset.</summary>
    public EmulatorSettings Settings { get; init; } = new();

    /// <summary>Clock of token lifetimes and the sign-in rate.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
