// The features of the client library alone, against the emulator: for a machine without PowerShell,
// and for programs of one's own.
using GigaChat;
using GigaChat.ClientTour;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Hosting;

Console.OutputEncoding = System.Text.Encoding.UTF8;
await using EmulatorHost emulator = await EmulatorHost.StartAsync();

using GigaChatConnection connection = Connect(EmulatorAccount.Personal);
await connection.SignInAsync();
if (await connection.ValidateAsync() is { } warning)
    Console.WriteLine(warning);
Console.WriteLine($"{connection.Name}: {connection.Trust}, the token ends at {connection.TokenExpires:u}");
await new Tour(connection, Console.Out).RunAsync();
Console.WriteLine($"\n{connection.RequestCount} requests, {connection.TokensUsed} tokens");

using GigaChatConnection company = Connect(EmulatorAccount.Corporate);
await new Tour(company, Console.Out).RunForCompanyAsync();

GigaChatConnection Connect(EmulatorAccount account)
{
    var options = new GigaChatOptions
    {
        Scope = account.Scope,
        BaseUri = emulator.BaseUri,
        AuthUri = emulator.AuthUri,
        Proxy = new ProxySettings { NoProxy = true },
        Trust = new TrustSettings { CertificateAuthorityPaths = [emulator.Files.CaPath] },
    };
    return new GigaChatConnection(options, GigaChatCredential.FromKey(Secret.From(account.AuthorizationKey)));
}
