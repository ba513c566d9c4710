using System.Diagnostics;
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
    public async Task Arguments_are_explained(string argument, int code)
    {
        using var process = Start(argument);
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
