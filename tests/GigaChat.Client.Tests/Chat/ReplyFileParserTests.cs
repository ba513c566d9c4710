using GigaChat.Chat;

namespace GigaChat.Tests.Chat;

public sealed class ReplyFileParserTests
{
    private const string A = "00000000-0000-0000-0000-00000000000a";
    private const string B = "00000000-0000-0000-0000-00000000000b";

    [Theory]
    [InlineData($"""<img src="{A}" fuse="true"/> Вот рисунок.""", A)]
    [InlineData($"Вот: <img fuse='true' src='{A}'>", A)]
    [InlineData($"<IMG\n  alt=\"кот\"\n  SRC = \"{A}\" />", A)]
    [InlineData($"<img src={A} fuse=true/>", A)]
    [InlineData($"<img src={A}/>", A)]
    [InlineData($"""<video cover="{B}" src="{A}" fuse="true"/>""", A + " " + B)]
    [InlineData($"""<video src="{A}" cover="{B}"></video>""", A + " " + B)]
    [InlineData($"""<img src="{A}"/> и <img src="{B}"/> и снова <img src="{A}"/>""", A + " " + B)]
    [InlineData($"""<img data-src="{B}" src="{A}"/>""", A)]
    [InlineData("""<img src="https://example.org/кот.jpg"/>""", "")]
    [InlineData("""<img src="../../models"/>""", "")]
    [InlineData($"""<imgs src="{A}"/> <a src="{A}"> img src="{A}" """, "")]
    [InlineData("2 < 3, и текст без файлов", "")]
    [InlineData("<img src=", "")]
    public void Ids_are_found_in_tags_of_any_form(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', ReplyFileParser.Find(text)));
        Assert.Equal(expected, string.Join(' ', new ChatReply { Text = text }.Files));
    }

    [Fact]
    public void A_long_text_of_half_tags_takes_no_time()
        => Assert.Empty(ReplyFileParser.Find(string.Concat(Enumerable.Repeat("<img src ='", 100_000))));
}
