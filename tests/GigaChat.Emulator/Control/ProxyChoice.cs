using GigaChat.Emulator.Proxy;

namespace GigaChat.Emulator.Control;

/// <summary>Body of <c>PUT /control/proxy</c>: all of the proxy's settings at once.</summary>
internal sealed record ProxyChoice(
    string? User = null, string? Password = null, int? RefuseStatus = null, ProxyMode Mode = ProxyMode.Tunnel);
