using System.Net.Http.Headers;
using System.Text;
using GigaChat.Core;

namespace GigaChat.Tests.Core;

public sealed class SecretRedactorTests
{
    private const string Token = "eyJhbGciOiJSU0EtT0FFUCJ9.abcdefghijklmnopqrstuvwxyz-0123456789_ABC";
    private const string Password = "пароль+planted/0123456789";

    private static readonly SecretRedactor OfToken = SecretRedactor.For(new AuthenticationHeaderValue("Bearer", Token));
    private static readonly SecretRedactor OfPair = SecretRedactor.For(
        new AuthenticationHeaderValue("Basic", Keys.Base64("user:" + Password)));

    public static TheoryData<string> Forms =>
    [
        Token,
        Uri.EscapeDataString(Token),
        Keys.Base64(Token),
        Keys.Base64("Bearer " + Token),
        Keys.Base64("a" + Token),
        Keys.Base64("ab" + Token).Replace('+', '-').Replace('/', '_'),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Token)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Token)).ToLowerInvariant(),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_of_a_token_is_hidden_and_the_text_around_it_is_not(string form)
    {
        string shown = OfToken.Redact($"Отказ: {form}; и ещё раз: {form}.");
        Assert.StartsWith("Отказ: ", shown, StringComparison.Ordinal);
        Assert.Contains("; и ещё раз: ", shown, StringComparison.Ordinal);
        Assert.EndsWith(".", shown, StringComparison.Ordinal);
        for (int start = 12; start + 12 <= form.Length - 12; start++)
            Assert.DoesNotContain(form.Substring(start, 12), shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_12_characters_in_a_row_are_hidden_and_11_are_not()
    {
        for (int start = 0; start + 12 <= Token.Length; start++)
            Assert.Equal("a ***!", OfToken.Redact($"a {Token.Substring(start, 12)}!"));
        Assert.Equal(Token[..11], OfToken.Redact(Token[..11]));
    }

    [Theory]
    [InlineData("user:" + Password)]
    [InlineData(Password)]
    [InlineData("planted/0123456789")]
    public void The_halves_of_a_pair_are_hidden_too(string text)
        => Assert.DoesNotContain("0123456789", OfPair.Redact($"{{\"message\":\"{text}\"}}"), StringComparison.Ordinal);

    [Fact]
    public void A_password_that_is_short_is_hidden_whole_and_the_name_before_it_is_not()
    {
        SecretRedactor secrets = SecretRedactor.For(new AuthenticationHeaderValue("Basic", Keys.Base64("user:тайна")));
        Assert.Equal("user, ***", secrets.Redact("user, тайна"));
    }

    [Fact]
    public void A_text_without_a_secret_stays_the_same_object()
    {
        string text = new('я', 5000);
        Assert.Same(text, OfToken.Redact(text));
        Assert.Same(SecretRedactor.None, SecretRedactor.For((HttpRequestMessage?)null));
        Assert.Same(text, SecretRedactor.None.Redact(text));
    }

    [Fact]
    public void A_text_that_is_cut_within_a_token_does_not_show_its_beginning()
        => Assert.All(Enumerable.Range(4, Token.Length - 4),
            static length => Assert.Equal("a ***", OfToken.RedactCut($"a {Token[..length]}")));
}
