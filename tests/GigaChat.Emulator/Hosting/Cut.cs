namespace GigaChat.Emulator.Hosting;

/// <summary>The two ways to end an answer in its middle.</summary>
internal static class Cut
{
    // An abort throws away what the connection has not sent yet. On a loopback this is ample for it to go out.
    private const int GraceMs = 50;

    /// <summary>Aborts the connection once the bytes before are on their way.</summary>
    public static async Task AbortAsync(Exchange exchange)
    {
        await exchange.DelayAsync(GraceMs);
        exchange.Abort();
    }

    /// <summary>
    /// An exception that leaves the pipeline after the answer began: Kestrel sends all that was written and then closes the connection
    /// without an end of the body. HTTP/2 resets the stream; a client that learns of it drops what it has not read yet, so it gets time.
    /// </summary>
    public static async Task<CutException> NowAsync(Exchange exchange)
    {
        if (HttpProtocol.IsHttp2(exchange.Context.Request.Protocol))
            await exchange.DelayAsync(GraceMs);
        exchange.Dropped = true;
        return new CutException();
    }
}
