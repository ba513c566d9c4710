using System.Globalization;
using GigaChat.Authentication;
using GigaChat.Resources;

namespace GigaChat.Tests.Authentication;

public sealed class AuthorizationKeyTests
{
    public static TheoryData<string> Accepted => new(
        Keys.Key,
        $"  {Keys.Key}\r\n",
        Keys.Key.Insert(40, "\n"),
        $"\"{Keys.Key}\"",
        $"Basic {Keys.Key}",
        $"\uFEFF{Keys.Key}",
        Keys.Key.Insert(7, "\u200B").Insert(30, "\u00AD"),
        $"\u0016{Keys.Key}\u001B",
        $"\u201C{Keys.Key}\u201D",
        $"\u201E{Keys.Key}\u201C;",
        $"\u00AB{Keys.Key}\u00BB",
        $"`{Keys.Key}`",
        $"GIGACHAT_CREDENTIALS={Keys.Key}",
        $"export GIGACHAT_CREDENTIALS='{Keys.Key}'",
        $"$env:GIGACHAT_CREDENTIALS = \"{Keys.Key}\"",
        $"GIGACHAT_CREDENTIALS: {Keys.Key}",
        $"credentials=\"{Keys.Key}\",",
        $"GIGACHAT_CREDENTIALS={Keys.Id}:{Keys.Secret}",
        $"Authorization: Basic {Keys.Key}",
        $"authorization: \u201CBasic {Keys.Key}\u201D",
        $"curl -H 'Authorization: Basic {Keys.Key}' https://ngw.devices.sberbank.ru:9443/api/v2/oauth",
        $"{Keys.Id}:{Keys.Secret}");

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_key_is_taken_as_people_paste_it(string text)
        => Assert.Equal(Keys.Key, new string(AuthorizationKey.Normalize(Secret.From(text)).Reveal()));

    [Theory]
    [InlineData("", nameof(Messages.KeyEmpty))]
    [InlineData(" \r\n\t", nameof(Messages.KeyEmpty))]
    [InlineData(Keys.Id, nameof(Messages.KeyIsUuid))]
    [InlineData("eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.BBBB.CCCC.DDDD", nameof(Messages.KeyIsToken))]
    [InlineData("это не ключ", nameof(Messages.KeyNotBase64))]
    [InlineData("MDAwMDA", nameof(Messages.KeyNotBase64))]
    [InlineData("bm8gcGFpcg==", nameof(Messages.KeyHasNoPair))]
    [InlineData(Keys.Id + ":", nameof(Messages.KeyPairIncomplete))]
    public void What_is_no_key_is_named(string text, string message)
    {
        var error = Assert.Throws<GigaChatException>(() => AuthorizationKey.Normalize(Secret.From(text)));
        Assert.Equal(GigaChatErrorKind.KeyInvalid, error.Kind);
        Assert.Equal(Messages.ResourceManager.GetString(message, CultureInfo.CurrentUICulture), error.Message);
    }

    [Theory]
    [InlineData("\u0421", "\u0421 U+0421")]
    [InlineData("!", "! U+0021")]
    [InlineData("\uE000", "U+E000")]
    public void A_foreign_character_in_a_key_is_named_with_its_place(string character, string named)
    {
        string pasted = "Basic " + Keys.Key.Insert(9, character);
        var error = Assert.Throws<GigaChatException>(() => AuthorizationKey.Normalize(Secret.From(pasted)));
        Assert.Equal(("KeyHasForeignCharacter", GigaChatErrorKind.KeyInvalid), (error.Detail, error.Kind));
        Assert.Equal([named, 10], error.Text.Arguments);
        Assert.DoesNotContain(Keys.Key[..9], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_encoded_twice_is_named()
    {
        var error = Assert.Throws<GigaChatException>(() => AuthorizationKey.Normalize(Secret.From(Keys.Base64(Keys.Key))));
        Assert.Equal(Messages.KeyEncodedTwice, error.Message);
    }

    [Fact]
    public void An_encoded_client_id_alone_is_named()
    {
        var error = Assert.Throws<GigaChatException>(() => AuthorizationKey.Normalize(Secret.From(Keys.Base64(Keys.Id))));
        Assert.Equal(Messages.KeyIsUuid, error.Message);
    }

    [Fact]
    public void No_message_repeats_the_text()
    {
        foreach (string text in (string[])[Keys.Id, Keys.Base64(Keys.Key), "секрет-который-не-ключ"])
        {
            var error = Assert.Throws<GigaChatException>(() => AuthorizationKey.Normalize(Secret.From(text)));
            Assert.DoesNotContain(text, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_secret_that_already_is_the_key_is_taken_as_the_key()
    {
        Assert.Equal(Keys.Key, new string(AuthorizationKey.FromClient(Keys.Id, Secret.From(Keys.Key)).Reveal()));
        Assert.Equal(Keys.Key, new string(AuthorizationKey.FromClient(Keys.Id, Secret.From(Keys.Secret)).Reveal()));
    }

    [Fact]
    public void A_secret_is_in_no_output_and_is_cleared()
    {
        Secret secret = Secret.From(Keys.Key);
        ReadOnlySpan<char> buffer = secret.Reveal();
        Assert.DoesNotContain(Keys.Key, $"{secret}", StringComparison.Ordinal);
        secret.Dispose();
        Assert.True(buffer.IndexOfAnyExcept('\0') < 0);
        Assert.Throws<ObjectDisposedException>(() => secret.RevealUtf8());
    }
}
