using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace GigaChat.Emulator.Connections;

/// <summary>A connection of the TLS ports below HTTP, where faults of the connection itself are made. A feature of its requests.</summary>
internal sealed class ConnectionTap : IDuplexPipe
{
    private readonly TapWriter _output;

    private ConnectionTap(IDuplexPipe transport)
    {
        Input = transport.Input;
        _output = new(transport.Output);
    }

    public PipeReader Input { get; }

    public PipeWriter Output => _output;

    /// <summary>Connection middleware: puts a tap between TLS and HTTP.</summary>
    public static ConnectionDelegate Insert(ConnectionDelegate next) => connection =>
    {
        var tap = new ConnectionTap(connection.Transport);
        connection.Transport = tap;
        connection.Features.Set(tap);
        return next(connection);
    };

    public static ConnectionTap Of(HttpContext context) => context.Features.Get<ConnectionTap>()!;

    /// <summary>The connection stays open, and nothing leaves it any more: no answer, no acknowledgement of a ping.</summary>
    public void Silence() => _output.Silence();

    /// <summary>
    /// Takes no new request on this connection: GOAWAY with NO_ERROR on HTTP/2, <c>Connection: close</c> on HTTP/1.1. Requests
    /// under way are answered.
    /// </summary>
    public static Task CloseGracefullyAsync(HttpContext context) => GoAwayAsync(context, []);

    /// <summary>Sends GOAWAY with this error and the last stream that counts as processed (RFC 9113, section 6.8).</summary>
    public static Task GoAwayAsync(HttpContext context, int lastStream, int errorCode)
        => GoAwayAsync(context, GoAwayFrame(lastStream, errorCode));

    /// <param name="context">The request.</param>
    /// <param name="frame">
    /// Goes beside the frames of Kestrel, which are all that a graceful end needs: .NET's client takes two GOAWAY frames in a row for a
    /// breach of the protocol when an acknowledgement of its ping follows them.
    /// </param>
    private static async Task GoAwayAsync(HttpContext context, byte[] frame)
    {
        var notifier = context.Features.Get<IConnectionLifetimeNotificationFeature>()!;
        if (!HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            notifier.RequestClose();
            return;
        }

        // Kestrel answers the wish to close with a GOAWAY of its own, and the flush of that one takes ours along.
        var sent = Of(context)._output.SendAtNextFlushAsync(frame);
        notifier.RequestClose();
        await sent.WaitAsync(context.RequestAborted);
    }

    private static byte[] GoAwayFrame(int lastStream, int errorCode)
    {
        // Length (3 bytes), type 7, no flags, stream 0; then the last stream and the error.
        byte[] frame = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(9), lastStream);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(13), errorCode);
        return frame;
    }
}
