using GigaChat.Commands.Infrastructure;
using GigaChat.Tests;

namespace GigaChat.Commands.Tests.Infrastructure;

public sealed class EnvironmentSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public static TheoryData<string> KeyNames
        => new("GIGACHAT_CREDENTIALS", "GIGACHAT_API_KEY", "GIGACHAT_AUTH_KEY", "GIGA_CREDENTIALS", "SBER_AUTH");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(KeyNames))]
    public void Every_name_of_the_key_is_known(string name)
    {
        GigaChatCredential? credential = Process((name, Keys.Key)).SignIn();
        Assert.Equal(SignInKind.AuthorizationKey, credential!.Kind);
        Assert.Equal(Keys.Key, new string(credential.Secret!.Reveal()));
    }

    [Theory]
    [InlineData("GIGACHAT_CLIENT_ID", "GIGACHAT_CLIENT_SECRET")]
    [InlineData("SBER_ID", "SBER_SECRET")]
    public void Every_name_of_the_pair_is_known(string id, string secret)
        => Assert.Equal(Keys.Key, new string(Process((id, Keys.Id), (secret, Keys.Secret)).SignIn()!.Secret!.Reveal()));

    [Fact]
    public void A_ready_key_in_the_place_of_the_secret_is_the_key()
        => Assert.Equal(
            Keys.Key, new string(
                Process(("GIGACHAT_CLIENT_ID", Keys.Id), ("GIGACHAT_CLIENT_SECRET", Keys.Key)).SignIn()!.Secret!.Reveal()));

    [Fact]
    public void Password_and_token_are_known_and_the_key_comes_before_them()
    {
        (string, string)[] both = [("GIGACHAT_USER", "админ"), ("GIGACHAT_PASSWORD", "пароль"), ("GIGACHAT_ACCESS_TOKEN", "abc.def")];
        Assert.Equal(SignInKind.Password, Process(both).SignIn()!.Kind);
        Assert.Equal(SignInKind.AccessToken, Process(both[2..]).SignIn()!.Kind);
        Assert.Equal(SignInKind.AuthorizationKey, Process([.. both, ("SBER_AUTH", Keys.Key)]).SignIn()!.Kind);
    }

    [Fact]
    public void Nothing_there_is_no_way_to_sign_in()
        => Assert.Null(Process(("GIGACHAT_CREDENTIALS", "  "), ("GIGACHAT_CLIENT_ID", Keys.Id)).SignIn());

    [Fact]
    public void Settings_are_read_and_have_defaults()
    {
        GigaChatOptions options = Process(
            ("GIGACHAT_SCOPE", "corporate"), ("GIGACHAT_MODEL", "GigaChat-2-Max"),
            ("GIGACHAT_BASE_URL", "https://gigachat.devices.sberbank.ru/api/v1"),
            ("GIGACHAT_AUTH_URL", "https://localhost:9/oauth"), ("GIGACHAT_TIMEOUT", "2.5"), ("GIGACHAT_MAX_RETRIES", "7"),
            ("GIGACHAT_CA_BUNDLE_FILE", "ca.pem"), ("GIGA_VERIFY_SSL_CERTS", "off")).ToOptions();
        Assert.Equal(GigaChatScope.Corporate, options.Scope);
        Assert.Equal("GigaChat-2-Max", options.Model);
        Assert.Equal("https://gigachat.devices.sberbank.ru/api/v1", options.BaseUri.ToString());
        Assert.Equal("https://localhost:9/oauth", options.AuthUri.ToString());
        Assert.Equal(TimeSpan.FromSeconds(2.5), options.Timeout);
        Assert.Equal(7, options.MaximumRetryCount);
        Assert.Equal(["/full/ca.pem"], options.Trust.CertificateAuthorityPaths);
        Assert.True(options.Trust.SkipCertificateCheck);

        GigaChatOptions defaults = Process().ToOptions();
        Assert.Equal(GigaChatScope.Personal, defaults.Scope);
        Assert.Equal("https://api.giga.chat/v1", defaults.BaseUri.ToString());
        Assert.Equal("https://ngw.devices.sberbank.ru:9443/api/v2/oauth", defaults.AuthUri.ToString());
        Assert.False(defaults.Trust.SkipCertificateCheck);
    }

    [Theory]
    [InlineData("GIGACHAT_TIMEOUT", "долго")]
    [InlineData("GIGACHAT_TIMEOUT", "NaN")]
    [InlineData("GIGACHAT_MAX_RETRIES", "-1")]
    [InlineData("GIGACHAT_VERIFY_SSL_CERTS", "maybe")]
    [InlineData("GIGACHAT_BASE_URL", "api.giga.chat")]
    [InlineData("GIGACHAT_SCOPE", "GIGACHAT_API_ALL")]
    public void A_value_that_cannot_be_used_is_an_error(string name, string value)
    {
        var error = Assert.Throws<GigaChatException>(() => Process((name, value)).ToOptions());
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        // A secret may be in the wrong variable.
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_wins_over_the_process_whole()
    {
        string file = Path.Combine(_folder, ".env");
        File.WriteAllText(file, $"\uFEFF# ключ\r\nexport SBER_AUTH=\"{Keys.Key}\"\r\nGIGACHAT_MODEL='Модель $HOME' # имя\r\n\r\n");
        EnvironmentSettings settings = EnvironmentSettings.Load(file, Full, new Dictionary<string, string?>
        {
            ["GIGACHAT_CREDENTIALS"] = Keys.Base64("a:b"),
            ["GIGACHAT_MODEL"] = "Other",
            ["GIGACHAT_SCOPE"] = "B2B",
        }.GetValueOrDefault);
        Assert.Equal(Keys.Key, new string(settings.SignIn()!.Secret!.Reveal()));
        Assert.Equal("Модель $HOME", settings.Model);
        Assert.Equal(GigaChatScope.B2B, settings.Scope);
    }

    [Theory]
    [InlineData("missing.env")]
    [InlineData(".")]
    public void A_file_that_cannot_be_read_is_an_error(string name)
        => Assert.Equal(
            GigaChatErrorKind.FileNotFound,
            Assert.Throws<GigaChatException>(() => EnvironmentSettings.Load(Path.Combine(_folder, name), Full)).Kind);

    private static string Full(string path) => "/full/" + path;

    private static EnvironmentSettings Process(params (string Name, string Value)[] values)
        => EnvironmentSettings.Load(null, Full, values.ToDictionary(static v => v.Name, static v => (string?)v.Value).GetValueOrDefault);
}
