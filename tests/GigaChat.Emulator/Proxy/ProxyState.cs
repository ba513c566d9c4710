namespace GigaChat.Emulator.Proxy;

/// <summary>The proxy as the control address shows it.</summary>
public sealed record ProxyState(IReadOnlyList<ProxyConnect> Connects, int OpenTunnels, string? User, int? RefuseStatus, ProxyMode Mode);
