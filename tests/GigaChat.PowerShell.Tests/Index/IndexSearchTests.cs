using System.Runtime.Versioning;
using GigaChat.Index.Search;
using GigaChat.Index.Storage;
using Microsoft.Data.Sqlite;

namespace GigaChat.Tests.Index;

public sealed class IndexSearchTests : IDisposable
{
    private readonly IndexFolder _index = new();

    public void Dispose() => _index.Dispose();

    [Fact]
    public void A_word_that_the_vectors_do_not_know_is_found_by_its_beginning()
    {
        // All vectors are the same, so that words alone decide.
        _index.Answer = static text => new(new Embedding { Text = text, Vector = [1, 1] }, null);
        _index.Update([("а", "Ёлочные игрушки на складе"), ("б", "Договор поставки"), ("в", "Печать на договорах")]);
        Assert.Equal("а", Find("елочными игрушками", [1, 1])[0].Source);
        Assert.Equal(["б", "в"], Find("договорами", [1, 1]).Take(2).Select(static hit => hit.Source).Order());
    }

    [Fact]
    public void Both_orders_count_together_and_the_score_is_the_cosine()
    {
        _index.Answer = static text => new(new Embedding { Text = text, Vector = text.Contains("близко", StringComparison.Ordinal)
            ? [1, 0] : [1, 1] }, null);
        _index.Update([("оба", "близко принтер"), ("смысл", "близко"), ("слова", "принтер"), ("ничего", "другое")]);
        IReadOnlyList<IndexHit> hits = Find("принтер", [2, 0]);
        Assert.Equal("оба", hits[0].Source);
        Assert.Equal(1, hits[0].Score, 5);
        Assert.Equal(Math.Sqrt(0.5), hits.Single(static hit => hit.Source == "слова").Score, 5);
        Assert.Equal(["оба", "смысл"], Find("принтер", [2, 0], threshold: 0.9).Select(static hit => hit.Source).Order());
    }

    [Fact]
    public void A_filter_takes_documents_before_they_are_counted()
    {
        _index.Update(Enumerable.Range(0, 300).Select(static i => ($"папка{i % 3}/{i}", $"Текст номер {i}")));
        IReadOnlyList<IndexHit> hits = Find("Текст номер 7", IndexFolder.NewEmbedding("Текст номер 7").Vector, 50,
            isWanted: static source => source.StartsWith("папка2", StringComparison.Ordinal));
        Assert.Equal(50, hits.Count);
        Assert.All(hits, static hit => Assert.StartsWith("папка2", hit.Source));
    }

    [Theory]
    [InlineData("\" OR * NEAR( AND")]
    [InlineData("text:а^2 -б {в}")]
    [InlineData("…")]
    public void A_query_is_words_whatever_is_in_it(string query)
    {
        _index.Update([("а", "text or and near")]);
        Assert.Equal("а", Assert.Single(Find(query, IndexFolder.NewEmbedding("text").Vector)).Source);
    }

    [Fact]
    public void A_search_sees_what_an_update_has_changed_since()
    {
        _index.Update([("а", "Раз два")]);
        var search = new IndexSearch(_index.Path, new());
        float[] query = IndexFolder.NewEmbedding("Раз два").Vector;
        Assert.Single(search.Find("Раз", query, 5, -1, null));
        _index.Update([("а", "Раз два"), ("б", "Раз три")]);
        Assert.Equal(2, search.Find("Раз", query, 5, -1, null).Count);
        _index.Update([("б", "Раз три")]);
        Assert.Equal("б", Assert.Single(search.Find("Раз", query, 5, -1, null)).Source);
    }

    [Fact]
    public void Searches_and_updates_go_on_beside_each_other()
    {
        _index.Update(Enumerable.Range(0, 50).Select(static i => ($"{i}", $"Текст {i}")));
        using var stop = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Search(stop.Token), Cancellation))];
        for (int round = 1; round <= 10; round++)
            _index.Update(Enumerable.Range(0, 50).Select(i => ($"{i}", $"Текст {i} круг {round}")));
        stop.Cancel();
        Assert.All(readers, static reader => Assert.True(reader.Result > 0));

        int Search(CancellationToken token)
        {
            int searches = 0;
            while (!token.IsCancellationRequested || searches == 0)
            {
                // In each state there are all the documents, each once.
                IReadOnlyList<IndexHit> hits = Find("Текст", IndexFolder.NewEmbedding("Текст").Vector, 100);
                Assert.Equal(50, hits.Select(static hit => hit.Source).Distinct().Count());
                searches++;
            }
            return searches;
        }
    }

    [Fact]
    public void What_is_no_index_is_refused_and_stays_as_it_is()
    {
        File.WriteAllText(_index.Path, "Просто текст, и не такой уж короткий: SQLite читает первые сто байт.");
        Assert.Equal("IndexNotIndex", Detail(() => IndexDatabase.OpenToRead(_index.Path, new())));
        Assert.Equal("IndexNotIndex", Detail(() => IndexDatabase.OpenToWrite(_index.Path, new())));
        Assert.StartsWith("Просто", File.ReadAllText(_index.Path), StringComparison.Ordinal);
        File.Delete(_index.Path);
        Execute("CREATE TABLE чужая(a)");
        byte[] before = File.ReadAllBytes(_index.Path);
        Assert.Equal("IndexNotIndex", Detail(() => IndexDatabase.OpenToWrite(_index.Path, new())));
        Assert.Equal(before, File.ReadAllBytes(_index.Path));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 2", "IndexVersionUnknown")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM pieces; END", "IndexDamaged")]
    [InlineData("CREATE VIEW v AS SELECT 1", "IndexDamaged")]
    [InlineData("UPDATE settings SET value = '2000000000' WHERE name = 'dimension'", "IndexDamaged")]
    [InlineData("UPDATE settings SET value = '63' WHERE name = 'dimension'", "IndexDamaged")]
    [InlineData("UPDATE settings SET value = 'много' WHERE name = 'dimension'", "IndexDamaged")]
    [InlineData("UPDATE vectors SET vector = zeroblob(8)", "IndexDamaged")]
    [InlineData("UPDATE vectors SET vector = 'текст'", "IndexDamaged")]
    [InlineData("DROP TABLE words", "IndexDamaged")]
    [InlineData("PRAGMA foreign_keys = OFF; DROP TABLE documents", "IndexDamaged")]
    public void An_index_that_was_tampered_with_is_an_error(string sql, string detail)
    {
        _index.Update([("а", "Раз")]);
        Execute(sql);
        float[] query = new float[sql.Contains("63", StringComparison.Ordinal) ? 63 : 64];
        query[0] = 1;
        Assert.Equal(detail, Detail(() => Find("Раз", query)));
    }

    [Fact]
    public void An_index_that_is_cut_short_is_an_error()
    {
        _index.Update(Enumerable.Range(0, 200).Select(static i => ($"{i}", $"Текст {i}")));
        using (FileStream file = File.OpenWrite(_index.Path))
            file.SetLength(file.Length / 2);
        Assert.Equal("IndexDamaged", Detail(() => Find("Текст", IndexFolder.NewEmbedding("Текст").Vector)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_new_index_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has other permissions.");
        _index.Update([("а", "Раз")]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_index.Path));
    }

    [Theory]
    [InlineData("Как отключить уведомления?", "\"отключ\"* OR \"уведомлен\"*")]
    [InlineData("policies printing VPN", "\"polic\"* OR \"print\"* OR \"vpn\"")]
    [InlineData("ёж и КОТ", "\"еж\" OR \"кот\"")]
    [InlineData("и в на", null)]
    public void Words_lose_their_endings(string query, string? expression) => Assert.Equal(expression, WordQuery.Of(query));

    [Fact]
    public void Ranks_are_joined() => Assert.Equal([2, 1, 4, 3], RankFusion.Join([1, 2, 3], [2, 4]));

    private IReadOnlyList<IndexHit> Find(
        string query, float[] vector, int first = 5, double threshold = -1, Func<string, bool>? isWanted = null)
    {
        var search = new IndexSearch(_index.Path, new());
        return search.Find(query, vector, first, threshold, isWanted);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_index.Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string? Detail(Action action) => Assert.Throws<GigaChatException>(action).Detail;

    private static string? Detail(Func<object> action) => Assert.Throws<GigaChatException>(action).Detail;
}
