using System.Text;

namespace GigaChat.Tests.Http;

/// <summary>A redirection is an error: neither the token nor the key nor a prompt is sent to its target.</summary>
public sealed class RedirectTests : IDisposable
{
    private const string Token = "planted-token";
    private static readonly string[] Requests = ["chat", "stream", "models", "embeddings", "upload", "download", "batch", "delete"];

    private readonly CannedServer _service = new();
    private readonly CannedServer _other = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public static TheoryData<int, string> Cells
    {
        get
        {
            var cells = new TheoryData<int, string>();
            foreach (int status in (int[])[301, 302, 303, 307, 308])
                Array.ForEach(Requests, request => cells.Add(status, request));
            return cells;
        }
    }

    public void Dispose()
    {
        _service.Dispose();
        _other.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task The_API_leads_no_request_to_another_host(int status, string request)
    {
        Redirect(status);
        using GigaChatConnection connection = _service.Connect(GigaChatCredential.FromToken(Secret.From(Token)));

        GigaChatException error = await Assert.ThrowsAnyAsync<GigaChatException>(() => SendAsync(connection, request));

        AssertRefused(error, status);
        Assert.Contains(Token, Assert.Single(_service.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301, false)]
    [InlineData(301, true)]
    [InlineData(302, false)]
    [InlineData(302, true)]
    [InlineData(303, false)]
    [InlineData(303, true)]
    [InlineData(307, false)]
    [InlineData(307, true)]
    [InlineData(308, false)]
    [InlineData(308, true)]
    public async Task The_sign_in_address_leads_no_key_to_another_host(int status, bool password)
    {
        Redirect(status);
        using GigaChatCredential credential = password ? GigaChatCredential.FromPassword("user", Secret.From("planted"))
            : GigaChatCredential.FromKey(Secret.From(Keys.Key));
        using GigaChatConnection connection = _service.Connect(credential);

        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.GetModelsAsync(cancellationToken: Cancellation));

        AssertRefused(error, status);
        Assert.Contains("Authorization: Basic", Assert.Single(_service.Requests), StringComparison.Ordinal);
    }

    // "localhost" is another host than "127.0.0.1", at another port besides.
    private void Redirect(int status)
    {
        _other.Respond("{\"data\":[],\"access_token\":\"a\",\"expires_at\":1900000000}"u8.ToArray());
        _service.Respond("Moved"u8.ToArray(), "text/plain", status, $"Location: http://localhost:{_other.Address.Port}/v1/models\r\n");
    }

    private void AssertRefused(GigaChatException error, int status)
    {
        Assert.Equal((GigaChatErrorKind.ServerError, status), (error.Kind, (int)error.StatusCode!));
        Assert.Contains("redirects", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_other.Requests);
    }

    private async Task SendAsync(GigaChatConnection connection, string request)
    {
        switch (request)
        {
            case "chat":
                await connection.ChatAsync(new ChatRequest { Prompt = "?" });
                break;
            case "stream":
                await foreach (ChatChunk _ in connection.StreamChatAsync(new ChatRequest { Prompt = "?" }))
                {
                }
                break;
            case "models":
                await connection.GetModelsAsync();
                break;
            case "embeddings":
                IReadOnlyList<EmbeddingResult> results = await connection.EmbedAsync(["раз"]);
                throw results[0].Error!;
            case "upload":
                string path = Path.Combine(_folder, "a.txt");
                await File.WriteAllTextAsync(path, "planted", Encoding.UTF8);
                await connection.UploadFileAsync(path);
                break;
            case "download":
                await connection.DownloadFileAsync("00000000", Stream.Null);
                break;
            case "batch":
                await connection.StartBatchAsync(
                    new BatchRequest { Method = GigaChatBatchMethod.Chat, Inputs = [new BatchInput("1", "?", null)] });
                break;
            case "delete":
                await connection.DeleteFileAsync("00000000");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }
    }
}
