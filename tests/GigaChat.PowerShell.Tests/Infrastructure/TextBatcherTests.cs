using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Tests.Infrastructure;

public sealed class TextBatcherTests
{
    private readonly List<IReadOnlyList<TextItem>> _sent = [];

    [Fact]
    public void A_batch_is_sent_once_it_is_full_by_number()
    {
        var batcher = new TextBatcher(2, _sent.Add);
        foreach (string text in new[] { "раз", "два", "три" })
            batcher.Add(text, text.ToUpperInvariant());
        Assert.Equal([new TextItem("раз", "РАЗ"), new TextItem("два", "ДВА")], Assert.Single(_sent));
        batcher.Flush();
        Assert.Equal([new TextItem("три", "ТРИ")], _sent[1]);
    }

    [Fact]
    public void A_text_that_would_make_a_batch_too_long_begins_the_next_one()
    {
        string half = new('а', TextBatcher.MaxCharacters / 2);
        var batcher = new TextBatcher(100, _sent.Add);
        batcher.Add(half, 1);
        batcher.Add(half, 2);
        Assert.Empty(_sent);
        batcher.Add("б", 3);
        Assert.Equal([1, 2], Assert.Single(_sent).Select(static item => item.Source));
    }

    [Fact]
    public void A_text_longer_than_a_batch_goes_alone_and_no_batch_is_empty()
    {
        var batcher = new TextBatcher(100, _sent.Add);
        batcher.Add(new string('а', TextBatcher.MaxCharacters + 1), 1);
        batcher.Add("б", 2);
        batcher.Flush();
        batcher.Flush();
        Assert.Equal([[1], [2]], _sent.Select(static batch => batch.Select(static item => item.Source)));
    }
}
