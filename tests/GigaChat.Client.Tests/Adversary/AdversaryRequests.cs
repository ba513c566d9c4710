using GigaChat.Emulator.Adversary;

namespace GigaChat.Tests.Adversary;

/// <summary>The requests that meet the adversary.</summary>
internal static class AdversaryRequests
{
    /// <summary>Their names, with the kind of answer that each is given.</summary>
    public static IReadOnlyDictionary<string, AdversaryTargets> All { get; } = new Dictionary<string, AdversaryTargets>
    {
        ["sign-in"] = AdversaryTargets.SignIn,
        ["models"] = AdversaryTargets.Json,
        ["chat"] = AdversaryTargets.Json,
        ["embeddings"] = AdversaryTargets.Json,
        ["upload"] = AdversaryTargets.Json,
        ["stream"] = AdversaryTargets.Stream,
        ["download"] = AdversaryTargets.Download,
    };

    private static ChatRequest Prompt => new() { Prompt = "Привет" };

    public static async Task SendAsync(GigaChatConnection connection, string request, CallOptions options,
        CancellationToken cancellationToken)
    {
        switch (request)
        {
            case "sign-in" or "models":
                await connection.GetModelsAsync(options, cancellationToken);
                break;
            case "chat":
                await connection.ChatAsync(Prompt, options, cancellationToken);
                break;
            case "embeddings":
                var model = new EmbeddingOptions();
                EmbeddingResult result = (await connection.EmbedAsync(["Привет"], model, options, cancellationToken))[0];
                if (result.Error is { } error)
                    throw error;
                break;
            case "upload":
                string path = Path.Combine(Path.GetTempPath(), $"gigachat-adversary-{Guid.NewGuid():N}.txt");
                await File.WriteAllTextAsync(path, "Привет", cancellationToken);
                try
                {
                    await connection.UploadFileAsync(path, options, cancellationToken);
                }
                finally
                {
                    File.Delete(path);
                }
                break;
            case "stream":
                await foreach (ChatChunk _ in connection.StreamChatAsync(Prompt, options, cancellationToken))
                {
                }
                break;
            case "download":
                await connection.DownloadFileAsync("00000000-0000-0000-0000-000000000009", Stream.Null, options, cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }
    }
}
