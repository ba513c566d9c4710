using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Tests;

/// <summary>A fresh emulator for each test, and plain HTTP calls to it that trust its CA and nothing else.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    private readonly List<IDisposable> _owned = [];

    protected EmulatorHost Host { get; private set; } = null!;

    /// <summary>Has a User-Agent and, after <c>SignIn</c>, a token.</summary>
    protected HttpClient Http { get; private set; } = null!;

    protected virtual EmulatorOptions Options => new();

    public virtual async ValueTask InitializeAsync()
    {
        Host = await EmulatorHost.StartAsync(Options);
        Http = NewClient();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            owned.Dispose();
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected HttpClient NewClient(Action<SocketsHttpHandler>? configure = null)
    {
        // Without draining: the connection of a response that is disposed of in its middle is closed at once.
        var handler = new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero };
        handler.SslOptions.CertificateChainPolicy = TrustPolicy();
        configure?.Invoke(handler);
        var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests");
        return Own(client);
    }

    /// <summary>A client that speaks HTTP/2 and nothing else, with the token of <see cref="Http"/>.</summary>
    protected HttpClient NewHttp2Client(Action<SocketsHttpHandler>? configure = null)
    {
        var client = NewClient(configure);
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        return client;
    }

    /// <summary>Sends a chat request in the version of the client, and comes back with the headers.</summary>
    protected Task<HttpResponseMessage> ChatAsync(HttpClient client, string json, CancellationToken cancellationToken = default)
    {
        // A client's defaults do not hold for messages.
        var request = PostRequest("/chat/completions", json);
        (request.Version, request.VersionPolicy) = (client.DefaultRequestVersion, client.DefaultVersionPolicy);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Disposes it after the test.</summary>
    protected T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    protected X509ChainPolicy TrustPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(Host.Certificates.Authority);
        return policy;
    }

    /// <summary>Gives the client a token without a request.</summary>
    protected void SignIn(EmulatorAccount? account = null)
    {
        var token = Host.Tokens.Issue(account ?? EmulatorAccount.Personal, TimeSpan.FromMinutes(30));
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token.Value);
    }

    protected Task<HttpResponseMessage> OAuthAsync(
        string? scope = "GIGACHAT_API_PERS", string? key = null, string? rqUid = null, string scheme = "Basic")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Host.AuthUri);
        request.Headers.TryAddWithoutValidation("RqUID", rqUid ?? Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {key ?? EmulatorAccount.Personal.AuthorizationKey}");
        request.Content = new FormUrlEncodedContent(scope is null ? [] : [new("scope", scope)]);
        return Http.SendAsync(request);
    }

    protected HttpRequestMessage PostRequest(string path, string json) => new(HttpMethod.Post, Host.BaseUri + path)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"),
    };

    protected Task<HttpResponseMessage> PostAsync(string path, string json) => Http.SendAsync(PostRequest(path, json));

    protected Task<HttpResponseMessage> ChatAsync(string json) => PostAsync("/chat/completions", json);

    /// <summary>A chat request of version 2 of the API.</summary>
    protected Task<HttpResponseMessage> PostV2Async(string json)
    {
        HttpRequestMessage request = PostRequest("", json);
        request.RequestUri = new Uri(Host.BaseUri, "/v2/chat/completions");
        return Http.SendAsync(request);
    }

    protected Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(Host.BaseUri + path);

    /// <summary>A chat request with one user message.</summary>
    protected static string Question(string text = "Привет", string more = "") =>
        $$"""{"model":"GigaChat",{{more}}"messages":[{"role":"user","content":{{JsonValue.Create(text).ToJsonString()}}}]}""";

    protected static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    protected static async Task AssertAnswerAsync(HttpResponseMessage response, int status, string body)
    {
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    protected static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    /// <summary>The data of a stream's events, the end marker included.</summary>
    protected static async Task<IReadOnlyList<string>> EventsAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            Assert.StartsWith("data: ", line, StringComparison.Ordinal);
            return line["data: ".Length..];
        })];
    }

    /// <summary>The named events of a stream of version 2 of the API.</summary>
    protected static IReadOnlyList<(string Name, JsonNode Data)> V2Events(string text)
    {
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static frame =>
        {
            string[] lines = frame.Split('\n');
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("event: ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("data: ", lines[1], StringComparison.Ordinal);
            return (lines[0]["event: ".Length..], JsonNode.Parse(lines[1]["data: ".Length..])!);
        })];
    }
}
