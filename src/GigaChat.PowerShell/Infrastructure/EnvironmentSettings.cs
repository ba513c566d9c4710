using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;
using dotenv.net;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// The settings in the environment or in a <c>.env</c> file, with every name that GigaChat's SDKs and
/// documentation use. A file wins over the environment, because it was named for this connection.
/// </summary>
internal sealed class EnvironmentSettings
{
    // In the order in which they count: the first whose variables are all set.
    private static readonly SecretVariable[] SecretVariables =
    [
        SecretVariable.OfKey("GIGACHAT_CREDENTIALS"),
        SecretVariable.OfKey("GIGACHAT_API_KEY"),
        SecretVariable.OfKey("GIGACHAT_AUTH_KEY"),
        SecretVariable.OfKey("GIGA_CREDENTIALS"),
        SecretVariable.OfKey("SBER_AUTH"),
        new("GIGACHAT_CLIENT_SECRET", "GIGACHAT_CLIENT_ID", GigaChatCredential.FromClient),
        new("SBER_SECRET", "SBER_ID", GigaChatCredential.FromClient),
        new("GIGACHAT_PASSWORD", "GIGACHAT_USER", GigaChatCredential.FromPassword),
        new("GIGACHAT_ACCESS_TOKEN", null, static (_, token) => GigaChatCredential.FromToken(token)),
    ];

    private static readonly string[] VerifyNames = ["GIGACHAT_VERIFY_SSL_CERTS", "GIGACHAT_VERIFY_SSL", "GIGA_VERIFY_SSL_CERTS"];

    // Searched in turn: the file, where one was named, then the process.
    private readonly Func<string, string?>[] _sources;
    private readonly Func<string, string> _resolvePath;

    private EnvironmentSettings(Func<string, string?>[] sources, Func<string, string> resolvePath)
    {
        _sources = sources;
        _resolvePath = resolvePath;
    }

    /// <summary><c>GIGACHAT_SCOPE</c>, as the service names it.</summary>
    public string? Scope => FindScope("GIGACHAT_SCOPE");

    /// <summary><c>GIGACHAT_MODEL</c>.</summary>
    public string? Model => Find("GIGACHAT_MODEL");

    /// <summary><c>GIGACHAT_SESSION_ID</c>.</summary>
    public string? SessionId => Find("GIGACHAT_SESSION_ID");

    /// <summary><c>GIGACHAT_API_VERSION</c>: <c>auto</c>, <c>v1</c> or <c>v2</c>.</summary>
    public ChatApiVersion? ApiVersion
    {
        get
        {
            if (Find("GIGACHAT_API_VERSION") is not { } text)
                return null;
            return !char.IsAsciiDigit(text[0]) && Enum.TryParse(text, ignoreCase: true, out ChatApiVersion version)
                ? version : throw Unreadable("GIGACHAT_API_VERSION");
        }
    }

    /// <summary><c>GIGACHAT_BASE_URL</c>.</summary>
    public Uri? BaseUri => FindUri("GIGACHAT_BASE_URL");

    /// <summary><c>GIGACHAT_AUTH_URL</c>.</summary>
    public Uri? AuthUri => FindUri("GIGACHAT_AUTH_URL");

    /// <summary><c>GIGACHAT_TIMEOUT</c>, in seconds.</summary>
    public TimeSpan? Timeout => FindNumber("GIGACHAT_TIMEOUT", 0.001, 86400) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary><c>GIGACHAT_MAX_RETRIES</c>.</summary>
    public int? MaximumRetryCount => (int?)FindNumber("GIGACHAT_MAX_RETRIES", 0, 100);

    /// <summary><c>GIGACHAT_CA_BUNDLE_FILE</c>, as a full path; empty where it is not set.</summary>
    public IReadOnlyList<string> CertificateAuthorityPaths => Find("GIGACHAT_CA_BUNDLE_FILE") is { } path ? [_resolvePath(path)] : [];

    /// <summary><c>GIGACHAT_TOKEN_BUDGET</c>.</summary>
    public long? TokenBudget => (long?)FindNumber("GIGACHAT_TOKEN_BUDGET", 1, 1e15);

    /// <summary><c>GIGACHAT_LOG_PATH</c>, as a full path.</summary>
    public string? LogPath => Find("GIGACHAT_LOG_PATH") is { } path ? _resolvePath(path) : null;

    /// <summary>The opposite of <c>GIGACHAT_VERIFY_SSL_CERTS</c> and its aliases.</summary>
    public bool? SkipCertificateCheck
        => VerifyNames.Select(FindBoolean).FirstOrDefault(static value => value is not null) is { } verify ? !verify : null;

    /// <summary>Reads the environment of the process, and a file before it where one is named.</summary>
    /// <param name="file">The path of a <c>.env</c> file, or null.</param>
    /// <param name="resolvePath">Makes paths in the settings full.</param>
    /// <param name="process">The environment of the process; null for the real one.</param>
    /// <param name="read">Reads the file; null for one that is no pipe. The bytes are cleared.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/> where the file cannot be read.</exception>
    public static EnvironmentSettings Load(
        string? file, Func<string, string> resolvePath, Func<string, string?>? process = null, Func<string, byte[]>? read = null)
    {
        process ??= Environment.GetEnvironmentVariable;
        if (file is null)
            return new([process], resolvePath);
        Dictionary<string, string> values = Parse((read ?? SmallFile.Read)(file), file);
        return new([values.GetValueOrDefault, process], resolvePath);
    }

    /// <summary>The way to sign in: the first that one source knows whole, else null.</summary>
    /// <exception cref="GigaChatException">A key or certificate that cannot be one.</exception>
    public GigaChatCredential? SignIn()
        => _sources.Select(source => SignIn(name => NullIfBlank(source(name)))).FirstOrDefault(static credential => credential is not null);

    /// <summary>The settings of a connection: what the environment says, else the defaults.</summary>
    public GigaChatOptions ToOptions()
    {
        var defaults = new GigaChatOptions();
        return defaults with
        {
            Scope = Scope ?? defaults.Scope,
            Model = Model ?? defaults.Model,
            SessionId = SessionId,
            ApiVersion = ApiVersion ?? defaults.ApiVersion,
            BaseUri = BaseUri ?? defaults.BaseUri,
            AuthUri = AuthUri ?? defaults.AuthUri,
            Timeout = Timeout ?? defaults.Timeout,
            MaximumRetryCount = MaximumRetryCount ?? defaults.MaximumRetryCount,
            TokenBudget = TokenBudget,
            LogPath = LogPath,
            Trust = new TrustSettings
            {
                CertificateAuthorityPaths = CertificateAuthorityPaths,
                SkipCertificateCheck = SkipCertificateCheck ?? false,
            },
        };
    }

    private GigaChatCredential? SignIn(Func<string, string?> get)
    {
        foreach (SecretVariable variable in SecretVariables)
        {
            if (get(variable.Name) is not { } value)
                continue;
            string? user = variable.UserName is null ? "" : get(variable.UserName);
            if (user is null)
                continue;
            using var secret = Secret.From(value);
            return variable.Create(user, secret);
        }
        return get("GIGACHAT_CERT_FILE") is { } certificate
            ? ReadCertificate(certificate, get("GIGACHAT_KEY_FILE"), get("GIGACHAT_KEY_FILE_PASSWORD"))
            : null;
    }

    private GigaChatCredential ReadCertificate(string path, string? keyPath, string? keyPassword)
    {
        using Secret? password = keyPassword is null ? null : Secret.From(keyPassword);
        return GigaChatCredential.FromCertificateFile(_resolvePath(path), keyPath is null ? null : _resolvePath(keyPath), password);
    }

    private static Dictionary<string, string> Parse(byte[] bytes, string file)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            // A dollar sign in a password is a dollar sign.
            IDictionary<string, string> values = DotEnv.Fluent().WithExceptions().WithEnvStreams(stream).WithEncoding(Encoding.UTF8)
                .WithTrimValues().WithSupportExportSyntax().WithoutVariableExpansion().Read();
            return new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw LocalFile.Unreadable(file, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private string? Find(string name)
        => _sources.Select(source => NullIfBlank(source(name))).FirstOrDefault(static value => value is not null);

    private string? FindScope(string name)
    {
        try
        {
            return Find(name) is { } scope ? GigaChatScope.Parse(scope) : null;
        }
        catch (GigaChatException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.ScopeVariableUnreadable, name));
        }
    }

    private Uri? FindUri(string name)
    {
        if (Find(name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address : throw Unreadable(name);
    }

    private double? FindNumber(string name, double least, double most)
    {
        if (Find(name) is not { } text)
            return null;
        bool usable = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least
            && number <= most;
        return usable ? number : throw Unreadable(name);
    }

    private bool? FindBoolean(string name)
    {
        string? text = Find(name);
        return text?.ToUpperInvariant() switch
        {
            null => null,
            "TRUE" or "1" or "YES" or "ON" or "T" or "Y" => true,
            "FALSE" or "0" or "NO" or "OFF" or "F" or "N" => false,
            _ => throw Unreadable(name),
        };
    }

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    // Without the value: a key or the address of a proxy with its password may be in the wrong variable.
    private static GigaChatException Unreadable(string name)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.VariableUnreadable, name));

    /// <summary>A variable with a secret, and what signs in with it.</summary>
    /// <param name="Name">The variable of the secret.</param>
    /// <param name="UserName">The variable of the client id or user name; null where there is none.</param>
    /// <param name="Create">Makes the credential from the user name and the secret, of which it keeps a copy.</param>
    private sealed record SecretVariable(string Name, string? UserName, Func<string, Secret, GigaChatCredential> Create)
    {
        public static SecretVariable OfKey(string name) => new(name, null, static (_, key) => GigaChatCredential.FromKey(key));
    }
}
