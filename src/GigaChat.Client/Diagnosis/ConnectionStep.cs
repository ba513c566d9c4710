namespace GigaChat;

/// <summary>A step on the way to the service.</summary>
public enum ConnectionStep
{
    /// <summary>The name of the server, or of the proxy before it, becomes an address.</summary>
    NameLookup,

    /// <summary>A TCP connection to it.</summary>
    Tcp,

    /// <summary>The proxy opens the way to the server.</summary>
    Proxy,

    /// <summary>The secure connection, and whether the server's certificate is trusted.</summary>
    Tls,

    /// <summary>A token for the key.</summary>
    SignIn,

    /// <summary>The first request: the list of models.</summary>
    Models,
}
