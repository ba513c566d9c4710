using System.Net.Http.Headers;
using System.Text;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class BodyTextTests
{
    private const string Text = "Доступ закрыт";

    [Theory]
    [InlineData("text/html; charset=windows-1251", "windows-1251")]
    [InlineData("text/html; charset=\"koi8-r\"", "koi8-r")]
    [InlineData("application/json; charset=utf8", "utf-8")]
    [InlineData("text/plain; charset=no-such", "utf-8")]
    [InlineData("text/plain; charset=utf-7", "utf-8")]
    [InlineData("text/plain", "windows-1251")]
    [InlineData("application/json", "utf-8")]
    public void A_body_is_read_in_its_charset_and_one_that_nobody_knows_does_not_count(string type, string charset)
        => Assert.Equal(Text, Decode(Encode(Text, charset), type));

    [Fact]
    public void A_page_may_name_its_charset_itself()
    {
        const string Page = $"<meta charset=koi8-r>{Text}";
        Assert.Equal(Page, Decode(Encode(Page, "koi8-r"), "text/html"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/octet-stream")]
    [InlineData("text/event-stream")]
    [InlineData("text/plain")]
    public void What_is_no_page_may_quote_one(string type)
    {
        const string Quote = $$"""{"content":"<meta charset=windows-1251>{{Text}}"}""";
        Assert.Equal(Quote, Decode(Encode(Quote, "utf-8"), type));
    }

    [Fact]
    public void A_character_that_is_cut_in_two_is_left_out()
        => Assert.Equal("Приве", Decode(Encode("Привет", "utf-8")[..^1], "application/json"));

    private static string Decode(byte[] bytes, string type)
        => BodyText.Decode(bytes, MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? parsed) ? parsed : null);

    private static byte[] Encode(string text, string charset)
        => (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetBytes(text);
}
