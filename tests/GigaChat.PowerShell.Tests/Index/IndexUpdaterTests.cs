using GigaChat.Index;
using GigaChat.Index.Storage;

namespace GigaChat.Tests.Index;

public sealed class IndexUpdaterTests : IDisposable
{
    private readonly IndexFolder _index = new();

    public void Dispose() => _index.Dispose();

    [Fact]
    public void What_did_not_change_is_not_embedded_again_and_what_is_gone_is_removed()
    {
        _index.Update([("а.txt", "Отпуск и больничный"), ("б.txt", "Пропуск в здание"), ("в.txt", "Ключи")]);
        _index.Sent.Clear();
        UpdateCounts counts = _index.Update([("а.txt", "Отпуск и больничный"), ("б.txt", "Пропуск на склад"), ("г.txt", "Новое")]);
        Assert.Equal(["Пропуск на склад", "Новое"], Assert.Single(_index.Sent));
        Assert.Equal((1, 1, 1, 1), (counts.Added, counts.Changed, counts.Removed, counts.Unchanged));
        Assert.Equal(["а.txt", "б.txt", "г.txt"], _index.Dump().Select(static row => row.Split('|')[0]));
    }

    [Fact]
    public void A_text_that_reads_the_same_in_another_encoding_is_not_embedded_again()
    {
        _index.Update([("приказ", "Текст")]);
        UpdateCounts counts = _index.Update([("приказ", "Текст")], encoding: "windows-1251");
        Assert.Equal((0, 0, 1), (counts.Texts, counts.Changed, counts.Unchanged));
        counts = _index.Update([("приказ", "Другой текст")], encoding: "utf-8");
        Assert.Equal((1, 1, 0), (counts.Texts, counts.Changed, counts.Unchanged));
    }

    [Fact]
    public void Documents_share_requests_of_a_hundred_texts()
    {
        _index.Update(Enumerable.Range(0, 250).Select(static i => ($"{i}.txt", $"Текст {i}")));
        Assert.Equal([100, 100, 50], _index.Sent.Select(static texts => texts.Count));
    }

    [Fact]
    public void A_document_that_grew_costs_its_new_pieces()
    {
        string[] lines = [.. Enumerable.Range(0, 20).Select(static i => $"Строка {i} " + new string((char)('а' + i), 90))];
        _index.Update([("журнал.log", string.Join('\n', lines))], chunkSize: 110);
        Assert.Equal(20, _index.Sent.Sum(static texts => texts.Count));
        _index.Sent.Clear();
        _index.Update([("журнал.log", string.Join('\n', lines.Append("Строка 20, новая")))], chunkSize: 110);
        Assert.Equal(["Строка 20, новая"], Assert.Single(_index.Sent));
        Assert.Equal(21, _index.Dump().Length);
    }

    [Fact]
    public void A_piece_that_the_model_refuses_is_halved_until_it_fits()
    {
        _index.Answer = static text => text.Length > 60
            ? new(null, new GigaChatException(GigaChatErrorKind.TooLarge, "Слишком длинно"))
            : new(IndexFolder.NewEmbedding(text), null);
        string text = string.Join(' ', Enumerable.Range(1, 60).Select(static i => $"слово{i}"));
        _index.Update([("а.txt", text)]);
        Assert.Empty(_index.Failed);
        string[] pieces = [.. _index.Dump().Select(static row => row.Split('|')[5])];
        Assert.True(pieces.Length > 4);
        Assert.Equal(text, string.Join(' ', pieces));
        Assert.Equal(Enumerable.Range(0, pieces.Length).Select(static i => $"{i}"), _index.Dump().Select(static row => row.Split('|')[3]));
    }

    [Fact]
    public void A_document_that_fails_keeps_what_the_index_has_of_it_and_the_next_update_tries_again()
    {
        _index.Update([("а.txt", "Старое"), ("б.txt", "Другое")]);
        _index.Answer = static text => text == "Новое"
            ? new(null, new GigaChatException(GigaChatErrorKind.InvalidRequest, "Нет"))
            : new(IndexFolder.NewEmbedding(text), null);
        UpdateCounts counts = _index.Update([("а.txt", "Новое"), ("б.txt", "Другое"), ("в.txt", "Третье")]);
        Assert.Equal("а.txt", Assert.Single(_index.Failed).Source);
        Assert.Equal(1, counts.Failed);
        Assert.Equal(["Старое", "Другое", "Третье"], _index.Dump().Select(static row => row.Split('|')[5]));
        _index.Answer = static text => new(IndexFolder.NewEmbedding(text), null);
        _index.Update([("а.txt", "Новое"), ("б.txt", "Другое"), ("в.txt", "Третье")]);
        Assert.Equal(["Новое", "Другое", "Третье"], _index.Dump().Select(static row => row.Split('|')[5]));
    }

    [Fact]
    public void An_error_of_the_connection_ends_the_update_and_what_was_stored_stays()
    {
        int requests = 0;
        _index.Answer = text => requests++ < 100
            ? new(IndexFolder.NewEmbedding(text), null)
            : throw new GigaChatException(GigaChatErrorKind.AuthenticationFailed, "Нет");
        (string, string)[] documents = [.. Enumerable.Range(0, 300).Select(static i => ($"{i:000}.txt", $"Текст {i}"))];
        Assert.Throws<GigaChatException>(() => _index.Update(documents));
        Assert.Equal(100, _index.Dump().Length);
        _index.Answer = static text => new(IndexFolder.NewEmbedding(text), null);
        _index.Sent.Clear();
        _index.Update(documents);
        Assert.Equal(200, _index.Sent.Sum(static texts => texts.Count));
        Assert.Equal(300, _index.Dump().Length);
    }

    [Fact]
    public void A_text_that_spoils_its_request_is_found_and_the_others_are_stored()
    {
        _index.Answer = static text => text.Contains("запрет", StringComparison.Ordinal)
            ? throw new GigaChatException(GigaChatErrorKind.InvalidRequest, "Нет")
            : new(IndexFolder.NewEmbedding(text), null);
        _index.Update(Enumerable.Range(0, 64).Select(static i => ($"{i:00}", i is 7 or 50 ? $"запрет {i}" : $"Текст {i}")));
        Assert.Equal(["07", "50"], _index.Failed.Select(static one => one.Source));
        Assert.Equal(62, _index.Dump().Length);
    }

    [Fact]
    public void A_service_that_refuses_every_text_ends_the_update()
    {
        _index.Answer = static _ => throw new GigaChatException(GigaChatErrorKind.InvalidRequest, "Нет");
        Assert.Throws<GigaChatException>(() => _index.Update(Enumerable.Range(0, 1000).Select(static i => ($"{i}", $"Текст {i}"))));
        Assert.InRange(_index.Sent.Count, 1, 200);
    }

    [Fact]
    public void Another_model_is_refused_and_replaces_all_where_that_is_wanted()
    {
        _index.Update([("а.txt", "Раз"), ("б.txt", "Два")]);
        var e = Assert.Throws<GigaChatException>(() => _index.Update([("а.txt", "Раз")], model: "EmbeddingsGigaR"));
        Assert.Equal((GigaChatErrorKind.IndexInvalid, "IndexModelDiffers"), (e.Kind, e.Detail));
        Assert.Equal(2, _index.Dump().Length);
        _index.Answer = static text => new(new Embedding { Text = text, Vector = [1, 2, 3] }, null);
        _index.Update([("а.txt", "Раз")], model: "EmbeddingsGigaR", force: true);
        IndexStatus status = IndexSummary.Read(_index.Path, new());
        Assert.Equal(("EmbeddingsGigaR", 3, 1L, 1L), (status.Model, status.Dimension, status.Documents, status.Pieces));
    }

    [Fact]
    public void An_update_that_runs_while_another_changes_the_model_ends_and_mixes_nothing()
    {
        _index.Update([("а.txt", "Раз")]);
        _index.Answer = text =>
        {
            using IndexDatabase database = IndexDatabase.OpenToWrite(_index.Path, new());
            var store = new DocumentStore(database);
            store.Begin("EmbeddingsGigaR", chunkSize: null, replaceModel: true, usualChunkSize: 1200);
            store.Write(new("в.txt", "в", 1, 1), [1], "1200", DateTimeOffset.UtcNow, [new(1, "Три", [1, 2, 3])]);
            return new(IndexFolder.NewEmbedding(text), null);
        };
        var e = Assert.Throws<GigaChatException>(() => _index.Update([("а.txt", "Раз"), ("б.txt", "Два")]));
        Assert.Equal((GigaChatErrorKind.IndexInvalid, "IndexModelDiffers"), (e.Kind, e.Detail));
        Assert.Contains("в.txt", Assert.Single(_index.Dump()));
    }

    [Fact]
    public void Another_model_that_fails_leaves_the_index_as_it_was()
    {
        _index.Update([("а.txt", "Раз"), ("б.txt", "Два")]);
        string[] before = _index.Dump();
        _index.Answer = static _ => throw new GigaChatException(GigaChatErrorKind.ModelNotFound, "нет такой модели");
        Assert.Throws<GigaChatException>(() => _index.Update([("а.txt", "Раз")], model: "Опечатка", force: true));
        Assert.Equal(before, _index.Dump());
        Assert.Equal("Embeddings", IndexSummary.Read(_index.Path, new()).Model);
    }

    [Fact]
    public void A_new_index_takes_no_model_before_its_first_vector()
    {
        _index.Answer = static _ => throw new GigaChatException(GigaChatErrorKind.ModelNotFound, "нет такой модели");
        Assert.Throws<GigaChatException>(() => _index.Update([("а.txt", "Раз")], model: "Опечатка"));
        _index.Answer = static text => new(IndexFolder.NewEmbedding(text), null);
        _index.Update([("а.txt", "Раз")]);
        Assert.Equal("Embeddings", IndexSummary.Read(_index.Path, new()).Model);
    }

    [Fact]
    public void A_restored_index_is_not_searched_by_the_vectors_of_the_other_one()
    {
        _index.Update([("а.txt", "Раз")]);
        long first = Revision();
        byte[] copy = File.ReadAllBytes(_index.Path);
        _index.Update([("б.txt", "Два")]);
        long second = Revision();
        File.WriteAllBytes(_index.Path, copy);
        _index.Update([("в.txt", "Три")]);
        Assert.Distinct([first, second, Revision()]);

        long Revision()
        {
            using IndexDatabase database = IndexDatabase.OpenToRead(_index.Path, new());
            return IndexSettings.Read(database).Revision;
        }
    }

    [Fact]
    public void Another_size_of_pieces_or_another_change_of_the_text_makes_them_anew()
    {
        string text = string.Join('\n', Enumerable.Range(0, 10).Select(static i => $"Строка номер {i} " + new string('я', 60)));
        _index.Update([("а.txt", text)], chunkSize: 200);
        _index.Update([("а.txt", text)], chunkSize: 400);
        Assert.Equal(IndexSummary.Read(_index.Path, new()), IndexSummary.Read(_index.Path, new()) with { ChunkSize = 400, Pieces = 2 });
        _index.Sent.Clear();
        _index.Update([("а.txt", text)], chunkSize: 400, recipe: " Email");
        Assert.Equal(2, Assert.Single(_index.Sent).Count);
    }

    [Fact]
    public void Vectors_of_another_length_are_refused()
    {
        _index.Update([("а.txt", "Раз")]);
        _index.Answer = static text => new(new Embedding { Text = text, Vector = [1, 2] }, null);
        var e = Assert.Throws<GigaChatException>(() => _index.Update([("а.txt", "Раз"), ("б.txt", "Два")]));
        Assert.Equal((GigaChatErrorKind.IndexInvalid, "IndexDimensionDiffers"), (e.Kind, e.Detail));
        Assert.Single(_index.Dump());
    }
}
