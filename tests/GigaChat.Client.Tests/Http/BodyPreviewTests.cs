using System.Net.Http.Headers;
using System.Text;
using GigaChat.Core;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class BodyPreviewTests
{
    private const string Token = "eyJhbGciOiJIUzI1NiJ9.0a0b0c0d.00000000-0000-0000-0000-00000000000a";

    private static readonly SecretRedactor Redactor = SecretRedactor.For(new AuthenticationHeaderValue("Bearer", Token));

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(69)]
    public void A_token_is_hidden_also_where_the_text_is_cut_within_it(int before)
    {
        // The text is cut so many characters after the beginning of the token.
        string body = new string(' ', BodyPreview.MaxBytes - before) + Token + new string(' ', 1000);
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string shown = BodyPreview.ToText(bytes.AsSpan(0, BodyPreview.MaxBytes), bytes.Length, Redactor, type: null);
        Assert.DoesNotContain("eyJh", shown, StringComparison.Ordinal);
        Assert.Equal(before > 0, shown.Contains("***", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_stay_readable()
        => Assert.Equal("{\"content\":\"Привет, eyJ\"}", BodyPreview.ToText("{\"content\":\"Привет, eyJ\"}"u8, 35, Redactor, type: null));
}
