using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class EmbeddingsTests : EmulatorTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Theory]
    [InlineData("Embeddings", 1024)]
    [InlineData("EmbeddingsGigaR", 2560)]
    public async Task The_model_decides_the_dimension(string model, int dimension)
    {
        using var response = await PostAsync("/embeddings", $$"""{"model":"{{model}}","input":"слово"}""");
        var json = await JsonAsync(response);
        Assert.Equal("list", (string)json["object"]!);
        Assert.Equal(model, (string)json["model"]!);
        var item = Assert.Single(json["data"]!.AsArray())!;
        Assert.Equal("embedding", (string)item["object"]!);
        Assert.Equal(0, (int)item["index"]!);
        Assert.Equal(2, (int)item["usage"]!["prompt_tokens"]!);
        Assert.Equal(dimension, item["embedding"]!.AsArray().Count);
        Assert.Contains(item["embedding"]!.AsArray(), number => Math.Abs((double)number!) > 1);
    }

    [Fact]
    public async Task Equal_texts_have_equal_vectors_in_every_emulator()
    {
        using var response = await PostAsync("/embeddings", """{"model":"Embeddings","input":["a","b","a"]}""");
        var data = (await JsonAsync(response))["data"]!.AsArray();
        Assert.Equal(data[0]!["embedding"]!.ToJsonString(), data[2]!["embedding"]!.ToJsonString());
        Assert.NotEqual(data[0]!["embedding"]!.ToJsonString(), data[1]!["embedding"]!.ToJsonString());
        Assert.StartsWith("[1.3057861,-0.9403076,", data[0]!["embedding"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_share_words_are_neighbours()
    {
        using var response = await PostAsync(
            "/embeddings",
            """{"model":"Embeddings","input":["Забыл пароль от почты","Как сбросить пароль","Меню столовой","ПАРОЛЬ сбросить!"]}""");
        var vectors = (await JsonAsync(response))["data"]!.AsArray()
            .Select(item => item!["embedding"]!.AsArray().Select(number => (float)number!).ToArray()).ToArray();
        Assert.True(Cosine(vectors[0], vectors[1]) > 0.2);
        Assert.True(Math.Abs(Cosine(vectors[0], vectors[2])) < 0.15);
        Assert.True(Cosine(vectors[1], vectors[3]) > 0.7);
        Assert.All(vectors.SelectMany(vector => vector),
            number => Assert.True(number is >= -2 and < 2 && number * 8192 == MathF.Round(number * 8192)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Shuffled_items_keep_their_index(int count)
    {
        var input = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"text {i}\""));
        using var ordered = await PostAsync("/embeddings", $$"""{"model":"Embeddings","input":[{{input}}]}""");
        var before = (await JsonAsync(ordered))["data"]!.AsArray();
        Host.Settings.ShuffleEmbeddings = true;
        using var shuffled = await PostAsync("/embeddings", $$"""{"model":"Embeddings","input":[{{input}}]}""");
        var after = (await JsonAsync(shuffled))["data"]!.AsArray();

        var order = after.Select(item => (int)item!["index"]!).ToArray();
        Assert.Equal(Enumerable.Range(0, count), order.Order());
        if (count > 1)
            Assert.NotEqual(Enumerable.Range(0, count), order);
        foreach (var item in after)
            Assert.Equal(before[(int)item!["index"]!]!.ToJsonString(), item.ToJsonString());
    }

    [Fact]
    public async Task The_first_text_that_is_too_long_is_named()
    {
        var fits = new string('a', 514 * 4);
        using var good = await PostAsync("/embeddings", $$"""{"model":"Embeddings","input":["{{fits}}"]}""");
        Assert.Equal(200, (int)good.StatusCode);
        using var bad = await PostAsync("/embeddings", $$"""{"model":"Embeddings","input":["a","{{fits}}b","{{fits}}cdefghi"]}""");
        await AssertAnswerAsync(
            bad, 413, """{"status":413,"message":"Max tokens for index 1 exceeded. Max tokens: 514, actual tokens: 515"}""");
        using var larger = await PostAsync("/embeddings", $$"""{"model":"EmbeddingsGigaR","input":["{{fits}}b"]}""");
        Assert.Equal(200, (int)larger.StatusCode);
    }

    [Theory]
    [InlineData("""{"model":"None","input":"a"}""", 404, "No such model")]
    [InlineData("""{"model":"GigaChat","input":"a"}""", 404, "No such model")]
    [InlineData("""{"model":"Embeddings","input":[]}""", 422, "Invalid params: input must not be empty")]
    [InlineData("""{"model":"Embeddings","input":[1]}""", 400, "Your request contains invalid JSON syntax.")]
    [InlineData("""{"model":"Embeddings"}""", 400, "Your request contains invalid JSON syntax.")]
    public async Task Wrong_requests_are_refused(string body, int status, string message)
    {
        using var response = await PostAsync("/embeddings", body);
        await AssertAnswerAsync(response, status, $$"""{"status":{{status}},"message":"{{message}}"}""");
    }

    private static double Cosine(float[] a, float[] b) => Sum(a, b) / Math.Sqrt(Sum(a, a) * Sum(b, b));

    private static double Sum(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
