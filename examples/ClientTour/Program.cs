// The main job through the client library alone, against the emulator: for a machine without PowerShell,
// and for those who want to use the library in a program of their own.
using GigaChat;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Hosting;

Console.OutputEncoding = System.Text.Encoding.UTF8;
await using EmulatorHost emulator = await EmulatorHost.StartAsync();

var options = new GigaChatOptions
{
    BaseUri = emulator.BaseUri,
    AuthUri = emulator.AuthUri,
    Proxy = new ProxySettings { NoProxy = true },
    Trust = new TrustSettings { CertificateAuthorityPaths = [emulator.Files.CaPath] },
};

Console.WriteLine("# Connect");
using var connection = new GigaChatConnection(options, GigaChatCredential.FromKey(Secret.From(EmulatorAccount.Personal.AuthorizationKey)));
await connection.SignInAsync();
Console.WriteLine($"{connection.Name}: {connection.Trust}, the token ends at {connection.TokenExpires:u}");

Console.WriteLine("\n# Ask");
ChatReply reply = await connection.ChatAsync(new ChatRequest { Prompt = "Что означает ошибка 0x80070070?" });
Console.WriteLine(reply);

Console.WriteLine("\n# Go on, as a stream");
await foreach (ChatChunk chunk in connection.StreamChatAsync(new ChatRequest { Prompt = "А что делать утром?", Conversation = reply.Conversation }))
    Console.Write(chunk);
Console.WriteLine();

Console.WriteLine("\n# Embed");
foreach (EmbeddingResult result in await connection.EmbedAsync(["диск заполнен", "нет места на томе"]))
    Console.WriteLine($"{result.Value!.Text}: {result.Value.Dimension} numbers, {result.Value.Tokens} tokens");

Console.WriteLine("\n# Models");
foreach (GigaChatModel model in await connection.GetModelsAsync())
    Console.WriteLine($"{model.Id} ({model.Type})");

Console.WriteLine($"\n{connection.RequestCount} requests, {connection.TokensUsed} tokens");
