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
