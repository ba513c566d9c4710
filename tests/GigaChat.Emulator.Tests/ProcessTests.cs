using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Tests;

public class ProcessTests
{
    private static readonly string[] Names =
    [
        "authUri", "baseUri", "controlUri", "proxyUri", "adversaryUri", "adversaryTlsUri", "laboratoryUri", "caPath", "folder",
        "clientCertificatePath", "clientKeyPath",
        "clientEncryptedKeyPath", "clientKeyPassword", "clientPfxPath", "clientPfxPassword", "authorizationKey", "clientId",
        "clientSecret", "user", "password", "corporateKey", "b2bKey",
    ];

    [Fact]
    public async Task It_says_where_it_listens_and_ends_with_its_input()
    {
        using var process = Start();
        var ready = JsonNode.Parse((await process.StandardOutput.ReadLineAsync(Cancellation))!)!.AsObject();
        Assert.Equal(Names, ready.Select(member => member.Key));
        Assert.Equal(EmulatorAccount.User, (string)ready["user"]!);
        Assert.True(File.Exists((string)ready["caPath"]!));
        using var http = new HttpClient();
        var state = await http.GetStringAsync((string)ready["controlUri"]! + "/state", Cancellation);
        Assert.Contains("inFlight", state, StringComparison.Ordinal);

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.False(Directory.Exists((string)ready["folder"]!));
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Cancellation));
        Assert.Equal("", await process.StandardError.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Each_connection_has_an_emulator_of_its_own_which_ends_with_it()
    {
        using var process = Start("--on-connection");
        var address = IPEndPoint.Parse((await process.StandardOutput.ReadLineAsync(Cancellation))!);
        using var first = new TcpClient();
        using var second = new TcpClient();
        await first.ConnectAsync(address, Cancellation);
        await second.ConnectAsync(address, Cancellation);
        var ready = new List<JsonObject>();
        foreach (var client in new[] { first, second })
        {
            using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
            ready.Add(JsonNode.Parse((await reader.ReadLineAsync(Cancellation))!)!.AsObject());
        }

        Assert.Equal(Names, ready[0].Select(member => member.Key));
        Assert.NotEqual((string)ready[0]["baseUri"]!, (string)ready[1]["baseUri"]!);

        first.Client.Shutdown(SocketShutdown.Send);
        // The connection is closed after the emulator has stopped.
        Assert.Equal(0, await first.Client.ReceiveAsync(new byte[1], Cancellation));
        Assert.False(Directory.Exists((string)ready[0]["folder"]!));
        Assert.True(Directory.Exists((string)ready[1]["folder"]!));

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.False(Directory.Exists((string)ready[1]["folder"]!));
    }

    [Fact]
    public async Task It_tells_a_person_how_to_connect()
    {
        using var process = Start("--human");
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(Cancellation);
        Assert.Contains("Connect-GigaChat -AuthorizationKey", text, StringComparison.Ordinal);
        Assert.Contains(EmulatorAccount.Password, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("--unheard-of", 2)]
    [InlineData("--api-port", 2)]
    [InlineData("--human --on-connection", 2)]
    public async Task Arguments_are_explained(string argument, int code)
    {
        using var process = Start(argument.Split(' '));
        var text = await process.StandardOutput.ReadToEndAsync(Cancellation) + await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(code, process.ExitCode);
        Assert.Contains("--", text, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        // "dotnet test" names the host it runs under; a test program that was started by itself takes the one on the PATH.
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add(typeof(EmulatorHost).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
