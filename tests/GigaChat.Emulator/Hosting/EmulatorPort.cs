using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GigaChat.Emulator.Control;

namespace GigaChat.Emulator.Hosting;

/// <summary>
/// Starts an emulator for each connection to a port of 127.0.0.1, writes its line into the connection, and stops it when the
/// connection ends. For clients that cannot start a process of this system themselves, such as programs in Wine.
/// </summary>
internal sealed class EmulatorPort : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EmulatorPort() => _listener.Start();

    public EndPoint Address => _listener.LocalEndpoint;

    /// <summary>Serves connections until it is cancelled; ends when the last of their emulators has stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(stop);
                served.RemoveAll(static task => task.IsCompletedSuccessfully);
                served.Add(ServeAsync(client, stop));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var connection = client;
        await using var emulator = await EmulatorHost.StartAsync(new() { UseRsaCertificates = true }, CancellationToken.None);
        var stream = connection.GetStream();
        try
        {
            await JsonSerializer.SerializeAsync(stream, ReadyLine.Of(emulator), ControlJson.Ascii.ReadyLine, stop);
            await stream.WriteAsync("\n"u8.ToArray(), stop);
            var buffer = new byte[256];
            while (await stream.ReadAsync(buffer, stop) > 0)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client, or this process, has ended.
        }
    }
}
