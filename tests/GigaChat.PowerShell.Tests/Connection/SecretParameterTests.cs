using System.Net;
using System.Security;
using GigaChat.Commands.Connection;
using GigaChat.Commands.Infrastructure;
using GigaChat.Tests;

namespace GigaChat.Commands.Tests.Connection;

public sealed class SecretParameterTests
{
    public static TheoryData<string, string> Ways => new()
    {
        { nameof(SignInKind.AuthorizationKey), Keys.Key },
        { nameof(SignInKind.ClientSecret), Keys.Secret },
        { nameof(SignInKind.Password), "пароль" },
        { nameof(SignInKind.AccessToken), "abc.def" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_secret_of_a_parameter_is_cleared_and_the_credential_keeps_its_own(string way, string text)
    {
        Secret? given = null;
        using SecureString value = new NetworkCredential("", text).SecurePassword;
        using GigaChatCredential credential = value.ToCredential(secret =>
        {
            given = secret;
            Assert.Equal(text, new string(secret.Reveal()));
            return Create(way, secret);
        });
        Assert.Throws<ObjectDisposedException>(() => given!.RevealUtf8());
        Assert.Equal(way, credential.Kind.ToString());
        Assert.False(credential.Secret!.Reveal().ContainsAnyInRange('\0', '\u001f'), "the credential's own copy is not cleared");
    }

    [Fact]
    public void The_secret_of_a_parameter_is_cleared_where_it_cannot_be_a_key()
    {
        Secret? given = null;
        using SecureString value = new NetworkCredential("", "ключ").SecurePassword;
        var error = Assert.Throws<GigaChatException>(() => value.ToCredential(secret => GigaChatCredential.FromKey(given = secret)));
        Assert.Equal(GigaChatErrorKind.KeyInvalid, error.Kind);
        Assert.Throws<ObjectDisposedException>(() => given!.RevealUtf8());
    }

    [Fact]
    public void The_credential_is_cleared_where_the_connection_cannot_be_made()
    {
        using var key = Secret.From(Keys.Key);
        using var credential = GigaChatCredential.FromKey(key);
        var options = new GigaChatOptions { SessionId = "одна\nдве" };
        Assert.Throws<GigaChatException>(() => ConnectionRegistry.Create(options, credential));
        Assert.Throws<ObjectDisposedException>(() => credential.Secret!.RevealUtf8());
    }

    private static GigaChatCredential Create(string way, Secret secret) => way switch
    {
        nameof(SignInKind.AuthorizationKey) => GigaChatCredential.FromKey(secret),
        nameof(SignInKind.ClientSecret) => GigaChatCredential.FromClient(Keys.Id, secret),
        nameof(SignInKind.Password) => GigaChatCredential.FromPassword("админ", secret),
        _ => GigaChatCredential.FromToken(secret),
    };
}
