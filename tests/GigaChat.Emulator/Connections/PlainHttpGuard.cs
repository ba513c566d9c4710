using System.Buffers;
using System.Text;
using GigaChat.Emulator.Gateway;
using GigaChat.Emulator.Hosting;
using Microsoft.AspNetCore.Connections;

namespace GigaChat.Emulator.Connections;

/// <summary>
/// Looks at the first byte of a connection to a TLS port: lets TLS pass, answers plain HTTP, and leaves a connection without an
/// answer where the settings want a dead server.
/// </summary>
internal sealed class PlainHttpGuard(EmulatorCore core, ConnectionDelegate next)
{
    /// <summary>Content type of a TLS handshake record (RFC 8446, section 5.1).</summary>
    public const byte TlsHandshake = 0x16;

    // nginx, which the service's gateways are made of (server: nginx and SynGX), answers 400 with this page (its status 497).
    private const string Reason = "The plain HTTP request was sent to HTTPS port";
    private static readonly byte[] Page = GatewayPage.Html(400, "nginx", "400 " + Reason, $"<center>{Reason}</center>");
    private static readonly byte[] Head = Encoding.ASCII.GetBytes(
        "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Type: text/html\r\n" +
        $"Content-Length: {Page.Length}\r\nConnection: close\r\n\r\n");

    public async Task InvokeAsync(ConnectionContext connection)
    {
        try
        {
            if (core.Settings.SilentConnections)
            {
                await WaitForEndAsync(connection);
                return;
            }

            var input = connection.Transport.Input;
            var read = await input.ReadAsync(connection.ConnectionClosed);
            var isPlain = !read.Buffer.IsEmpty && read.Buffer.FirstSpan[0] != TlsHandshake;
            // Nothing is marked as examined, so the next read returns the same bytes at once.
            input.AdvanceTo(read.Buffer.Start);
            if (!isPlain)
                await next(connection);
            else if (core.Settings.PlainHttpAtTlsPort == PlainHttpAnswer.Reset)
                connection.Abort();
            else
                await AnswerAsync(connection);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, or the emulator stops.
        }
    }

    private async Task WaitForEndAsync(ConnectionContext connection)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, core.Stopping);
        await Task.Delay(Timeout.Infinite, either.Token);
    }

    private static async Task AnswerAsync(ConnectionContext connection)
    {
        await ReadHeadAsync(connection);
        var output = connection.Transport.Output;
        output.Write(Head);
        await output.WriteAsync(Page, connection.ConnectionClosed);
        await output.CompleteAsync();
        // Bytes that lie unread when the socket closes would turn the end of the answer into a reset.
        await connection.Transport.Input.CopyToAsync(Stream.Null, connection.ConnectionClosed);
    }

    private static async Task ReadHeadAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(connection.ConnectionClosed);
            var reader = new SequenceReader<byte>(read.Buffer);
            var whole = reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8);
            input.AdvanceTo(whole ? reader.Position : read.Buffer.Start, read.Buffer.End);
            if (whole || read.IsCompleted)
                return;
        }
    }
}
