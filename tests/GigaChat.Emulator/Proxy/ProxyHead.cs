using System.Buffers;
using System.Text;
using GigaChat.Emulator.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.WebUtilities;

namespace GigaChat.Emulator.Proxy;

/// <summary>Reads and writes heads of HTTP/1.1 messages on a connection of the proxy.</summary>
internal static class ProxyHead
{
    private const int MaxHead = 16 * 1024;

    /// <summary>What a client speaks that takes the proxy's address for one of TLS; an ordinary proxy cannot read it.</summary>
    public static bool IsTls(string[] head) => head.Length == 1 && head[0].StartsWith((char)PlainHttpGuard.TlsHandshake);

    /// <summary>The lines of a head; one line that is none when the client speaks TLS; null when the connection ends first.</summary>
    public static async Task<string[]?> ReadAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(connection.ConnectionClosed);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryPeek(out var first) && first == PlainHttpGuard.TlsHandshake)
            {
                input.AdvanceTo(read.Buffer.End);
                return [((char)first).ToString()];
            }

            if (reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8))
            {
                var lines = Encoding.Latin1.GetString(head).Split("\r\n");
                input.AdvanceTo(reader.Position);
                return lines;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > MaxHead)
                return null;
        }
    }

    public static async Task WriteAsync(ConnectionContext connection, int status)
    {
        var reason = status == 200 ? "Connection established" : ReasonPhrases.GetReasonPhrase(status);
        var more = status switch
        {
            200 => "",
            // Not one of those that are tried again: the proxy did not understand a word, and hangs up.
            400 => "Content-Length: 0\r\nConnection: close\r\n",
            407 => "Proxy-Authenticate: Basic realm=\"emulator\"\r\nContent-Length: 0\r\n",
            _ => "Content-Length: 0\r\n",
        };
        var head = $"HTTP/1.1 {status} {reason}\r\n{more}\r\n";
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(head), connection.ConnectionClosed);
    }
}
