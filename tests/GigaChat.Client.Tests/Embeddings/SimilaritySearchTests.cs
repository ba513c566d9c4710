namespace GigaChat.Tests.Embeddings;

public sealed class SimilaritySearchTests
{
    private static readonly Embedding Query = Make("запрос", 3, 4);

    [Fact]
    public void The_best_come_first_whatever_their_length()
    {
        var search = new SimilaritySearch(Query, 2);
        foreach (Embedding item in new[] { Make("против", -3, -4), Make("поперёк", 4, -3), Make("вдоль", 300, 400), Make("рядом", 3, 3) })
            search.Add(item);
        IReadOnlyList<SimilarText> best = search.Best();
        Assert.Equal(["вдоль", "рядом"], best.Select(found => found.Text));
        Assert.Equal(1, best[0].Score, 5);
        Assert.Equal(0.98995, best[1].Score, 5);
    }

    [Fact]
    public void Equal_ones_keep_their_order()
    {
        var search = new SimilaritySearch(Query, 3);
        for (int i = 0; i < 6; i++)
            search.Add(Make($"текст {i}", 6, 8));
        Assert.Equal(["текст 0", "текст 1", "текст 2"], search.Best().Select(found => found.Text));
    }

    [Fact]
    public void What_is_below_the_threshold_is_left_out()
    {
        var search = new SimilaritySearch(Query, 5, threshold: 0.5);
        search.Add(Make("поперёк", 4, -3));
        search.Add(Make("вдоль", 3, 4));
        Assert.Equal("вдоль", Assert.Single(search.Best()).Text);
    }

    [Fact]
    public void A_vector_without_direction_is_near_to_nothing()
    {
        Assert.Equal(0, SimilaritySearch.Cosine([0, 0], [3, 4]));
        Assert.Equal(0, SimilaritySearch.Cosine([], []));
    }

    [Fact]
    public void Another_model_or_length_is_refused()
    {
        var search = new SimilaritySearch(Query, 5);
        var length = Assert.Throws<GigaChatException>(() => search.Add(Make("длиннее", 1, 2, 3)));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, length.Kind);
        Assert.Contains("3 components", length.Message, StringComparison.Ordinal);
        var other = new Embedding { Text = "чужой", Vector = [3, 4], Model = "Embeddings-2" };
        Assert.Contains("Embeddings-2", Assert.Throws<GigaChatException>(() => search.Add(other)).Message, StringComparison.Ordinal);
    }

    private static Embedding Make(string text, params float[] vector) => new() { Text = text, Vector = vector, Model = "Embeddings" };
}
