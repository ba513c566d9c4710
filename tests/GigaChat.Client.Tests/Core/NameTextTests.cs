using System.Globalization;
using GigaChat.Core;

namespace GigaChat.Tests.Core;

public sealed class NameTextTests
{
    [Theory]
    [InlineData("GIGACHAT_API_ALL")]
    [InlineData("Рабочее подключение 2")]
    [InlineData("моё-подключение-для-отчётов")]
    [InlineData("a:b")]
    public void A_name_is_shown(string name) => Assert.Equal(name, NameText.OrLength(name));

    [Theory]
    [InlineData("MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAx")]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.abc")]
    [InlineData("c2VjcmV0=")]
    [InlineData("http://user:password@proxy:8080")]
    [InlineData("//user:password@proxy")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("GIGACHAT_CREDENTIALS=key")]
    [InlineData("две\nстроки")]
    public void What_may_be_a_secret_is_shown_as_its_length(string value)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        Assert.Equal($"… ({value.Length} characters)", NameText.OrLength(value));
    }

    [Fact]
    public void A_name_is_shown_on_one_line() => Assert.Equal(@"имя\u{1B}[2J", NameText.OrLength("имя\u001b[2J"));

    [Theory]
    [InlineData("certs/client2026-production-key.pem", false)]
    [InlineData("/home/user/.config/gigachat/ключ.env", false)]
    [InlineData("a=b.pem", false)]
    [InlineData("export SBER_AUTH=key", true)]
    [InlineData("$env:GIGACHAT_CREDENTIALS = 'key'", true)]
    [InlineData("C:\\Ключи\\a.pem", false)]
    [InlineData("-----BEGIN CERTIFICATE-----", true)]
    public void The_text_of_a_file_is_no_path(string value, bool isText) => Assert.Equal(isText, NameText.IsFileText(value));
}
