using System.Net;

namespace GigaChat;

/// <summary>The way to the network. The default is the system's: environment variables, or the setting on Windows and macOS.</summary>
public sealed class ProxySettings
{
    /// <summary>The proxy; null for the system's.</summary>
    public Uri? Address { get; init; }

    /// <summary>Name and password for it.</summary>
    public ICredentials? Credential { get; init; }

    /// <summary>Signs in to the proxy as the current user.</summary>
    public bool UseDefaultCredentials { get; init; }

    /// <summary>Goes directly, whatever the system says.</summary>
    public bool NoProxy { get; init; }
}
