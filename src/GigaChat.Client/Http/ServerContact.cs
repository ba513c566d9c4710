namespace GigaChat.Http;

/// <summary>
/// How far a client has come on its way to a server. What fails before the server was reached is a matter of the address, the proxy
/// or a firewall, and the messages of .NET do not say where on the way it failed.
/// </summary>
internal sealed class ServerContact
{
    private volatile bool _hasProxy;
    private volatile bool _hasServer;

    /// <summary>A connection to the proxy has stood, in TLS where the proxy's address says so.</summary>
    public bool HasProxy => _hasProxy;

    /// <summary>A connection to the server has stood, in TLS where its address says so.</summary>
    public bool HasServer => _hasServer;

    /// <summary>For <see cref="SocketsHttpHandler.PlaintextStreamFilter"/>, which sees each connection as soon as it stands.</summary>
    public ValueTask<Stream> NoteAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Method == HttpMethod.Connect)
            _hasProxy = true;
        else
            _hasServer = true;
        return ValueTask.FromResult(context.PlaintextStream);
    }
}
