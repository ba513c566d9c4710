using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Numerics.Tensors;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace GigaChat.Benchmarks;

/// <summary>The least code that does the work: one <see cref="HttpClient"/>, no checks, no retries. It waits as a script would.</summary>
public sealed class BareClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _base;

    /// <summary>Signs in with a key.</summary>
    /// <param name="baseUri">The API address.</param>
    /// <param name="authUri">The sign-in address.</param>
    /// <param name="authorizationKey">The key.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="caPath">The authority of the stand-in's certificate.</param>
    public BareClient(Uri baseUri, Uri authUri, string authorizationKey, string scope, string caPath)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        _base = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + "/");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(new X509Certificate2(caPath));
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
                // As the module asks for it, like the version: what is measured is the code around the request. Where only one of two
                // clients asks for a compressed answer, the work of the server's compressor is measured instead.
                AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            })
        {
            DefaultRequestVersion = HttpVersion.Version20,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("bare/1.0");

        using var request = new HttpRequestMessage(HttpMethod.Post, authUri) { Content = new FormUrlEncodedContent([new("scope", scope)]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", authorizationKey);
        request.Headers.Add("RqUID", Guid.NewGuid().ToString());
        using HttpResponseMessage response = _http.SendAsync(request).GetAwaiter().GetResult();
        using JsonDocument answer = JsonDocument.Parse(response.EnsureSuccessStatusCode().Content.ReadAsStream());
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", answer.RootElement.GetProperty("access_token").GetString());
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Asks and reads the text.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns>The text.</returns>
    public string Chat(string prompt) => ChatAsync(prompt).GetAwaiter().GetResult();

    /// <summary>Asks several times, one after the other.</summary>
    /// <param name="count">How often.</param>
    /// <returns>Characters that came.</returns>
    public int ChatMany(int count)
    {
        int characters = 0;
        for (int i = 0; i < count; i++)
            characters += Chat("p" + i).Length;
        return characters;
    }

    /// <summary>Asks as often as told, several at a time.</summary>
    /// <param name="count">How often.</param>
    /// <param name="limit">How many at a time.</param>
    /// <returns>Characters that came.</returns>
    public int ChatParallel(int count, int limit)
    {
        int characters = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = limit };
        Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (i, _) =>
            Interlocked.Add(ref characters, (await ChatAsync("p" + i).ConfigureAwait(false)).Length)).GetAwaiter().GetResult();
        return characters;
    }

    /// <summary>Finds the nearest vectors, without anything around it.</summary>
    /// <param name="vectors">Where to search.</param>
    /// <param name="query">What to search for.</param>
    /// <param name="count">How many.</param>
    /// <returns>Their places.</returns>
    public static IReadOnlyList<int> Nearest(float[][] vectors, float[] query, int count)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var best = new PriorityQueue<int, float>();
        for (int i = 0; i < vectors.Length; i++)
        {
            float score = TensorPrimitives.CosineSimilarity(vectors[i], query);
            if (best.Count < count)
                best.Enqueue(i, score);
            else
                best.EnqueueDequeue(i, score);
        }
        return [.. best.UnorderedItems.Select(static item => item.Element)];
    }

    /// <summary>Reads a stream of version 2 line by line and parses each event of text.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns>The number of events with text.</returns>
    public int StreamV2(string prompt) => StreamV2Async(prompt).GetAwaiter().GetResult();

    /// <summary>Reads a stream line by line and parses each chunk.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="firstChunk">The time until the first text, in milliseconds.</param>
    /// <returns>The number of chunks with text.</returns>
    public int Stream(string prompt, out double firstChunk)
    {
        long started = Stopwatch.GetTimestamp();
        (int count, firstChunk) = StreamAsync(prompt, started).GetAwaiter().GetResult();
        return count;
    }

    /// <summary>Makes vectors, 100 texts a request.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The vectors.</returns>
    public IReadOnlyList<float[]> Embed(string[] texts) => EmbedAsync(texts).GetAwaiter().GetResult();

    private async Task<string> ChatAsync(string prompt)
    {
        using HttpResponseMessage response = await _http.PostAsync(new Uri(_base, "chat/completions"), Body(prompt, stream: false))
            .ConfigureAwait(false);
        using JsonDocument answer = await JsonDocument.ParseAsync(
            await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false)).ConfigureAwait(false);
        return answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    private async Task<(int Count, double FirstChunk)> StreamAsync(string prompt, long started)
    {
        using StreamReader reader = await OpenAsync(new Uri(_base, "chat/completions"), Body(prompt, stream: true)).ConfigureAwait(false);
        int count = 0;
        double first = 0;
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal))
                continue;
            using JsonDocument chunk = JsonDocument.Parse(line.AsMemory(6));
            if (chunk.RootElement.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString() is not { Length: > 0 })
                continue;
            if (count++ == 0)
                first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        return (count, first);
    }

    private async Task<int> StreamV2Async(string prompt)
    {
        var message = new { role = "user", content = new[] { new { text = prompt } } };
        ByteArrayContent body = Json(new { model = "GigaChat", messages = new[] { message }, stream = true });
        using StreamReader reader = await OpenAsync(new Uri(_base, "../v2/chat/completions"), body).ConfigureAwait(false);
        int count = 0;
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal))
                continue;
            using JsonDocument chunk = JsonDocument.Parse(line.AsMemory(6));
            if (chunk.RootElement.TryGetProperty("messages", out JsonElement messages) && messages.GetArrayLength() > 0
                && messages[0].TryGetProperty("content", out JsonElement parts) && parts.GetArrayLength() > 0
                && parts[0].TryGetProperty("text", out JsonElement text) && text.GetString() is { Length: > 0 })
                count++;
        }
        return count;
    }

    private async Task<StreamReader> OpenAsync(Uri address, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body, Version = HttpVersion.Version20 };
        HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        return new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<float[]>> EmbedAsync(string[] texts)
    {
        List<float[]> vectors = [];
        foreach (string[] batch in texts.Chunk(100))
        {
            using HttpResponseMessage response = await _http.PostAsync(
                new Uri(_base, "embeddings"), Json(new { model = "Embeddings", input = batch })).ConfigureAwait(false);
            Stream body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false);
            EmbeddingList? answer = await JsonSerializer.DeserializeAsync<EmbeddingList>(body).ConfigureAwait(false);
            vectors.AddRange(answer!.data.Select(static item => item.embedding));
        }
        return vectors;
    }

    private static ByteArrayContent Body(string prompt, bool stream)
        => Json(new { model = "GigaChat", messages = new[] { new { role = "user", content = prompt } }, stream });

    private static ByteArrayContent Json<T>(T body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

#pragma warning disable IDE1006, CA1812 // The shape of the answer, as short as it goes.
    private sealed record EmbeddingItem(float[] embedding);

    private sealed record EmbeddingList(EmbeddingItem[] data);
#pragma warning restore IDE1006, CA1812
}
