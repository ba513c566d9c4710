using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Commands.Connection;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands;

/// <summary>The ways to sign in, each a parameter set, beside the settings of the connection.</summary>
public abstract class ConnectionSignInCommand : ConnectionSettingsCommand
{
    private protected const string EnvironmentSet = "Environment";
    private const string PathSet = "CertificatePath";
    private const string SecretSet = "SecretName";
    private SecureString? _vaultSecret;

    /// <summary>
    /// The authorization key of a project, as the Studio shows it: a text, a secure string, a credential, or the text of
    /// ConvertFrom-SecureString.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "AuthorizationKey")]
    [Alias("ApiKey")]
    [SecureStringTransformation(TakesPair = true)]
    public SecureString? AuthorizationKey { get; set; }

    /// <summary>The name of the authorization key in a vault of SecretManagement.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault; without it the first that has the secret.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>Client id and client secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>User name and password, where the service was installed with them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "UserCredential")]
    [Credential]
    public PSCredential? UserCredential { get; set; }

    /// <summary>A token that was fetched elsewhere. It cannot be renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken")]
    [SecureStringTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>A client certificate with its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A client certificate: PEM or PFX.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [ValidatePath]
    public string? CertificatePath { get; set; }

    /// <summary>Its private key, where that is in a file of its own (PEM).</summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [ValidatePath]
    public string? CertificateKeyPath { get; set; }

    /// <summary>The password of the key or of the PFX.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [SecureStringTransformation]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The thumbprint of a client certificate in the Windows store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CertificateThumbprint")]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A .env file with the settings.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    [ValidatePath]
    public string? EnvironmentFile { get; set; }

    /// <summary>The environment, and before it the file where one is named.</summary>
    private protected EnvironmentSettings ReadEnvironment()
        => EnvironmentSettings.Load(
            EnvironmentFile is null ? null : ResolvePath(EnvironmentFile), ResolvePath, process: null,
            path => Await(token => SmallFile.ReadPipeAsync(path, token)));

    /// <summary>Reads -SecretName, on the pipeline thread; the other ways to sign in are read on another.</summary>
    private protected void ReadVault()
    {
        if (SecretName is not null)
            _vaultSecret = VaultSecret.Read(this, SecretName, VaultName);
    }

    /// <summary>The way to sign in: that of the parameters, else that of the environment; null where neither knows one.</summary>
    private protected GigaChatCredential? ReadSignIn(EnvironmentSettings environment)
    {
        if (AuthorizationKey is not null)
            return AuthorizationKey.ToCredential(GigaChatCredential.FromKey);
        if (_vaultSecret is not null)
            return _vaultSecret.ToCredential(GigaChatCredential.FromKey);
        if (Credential is not null)
            return Credential.Password.ToCredential(secret => GigaChatCredential.FromClient(Credential.UserName, secret));
        if (UserCredential is not null)
            return UserCredential.Password.ToCredential(secret => GigaChatCredential.FromPassword(UserCredential.UserName, secret));
        if (AccessToken is not null)
            return AccessToken.ToCredential(GigaChatCredential.FromToken);
        if (Certificate is not null)
            return GigaChatCredential.FromCertificate(Certificate);
        if (CertificatePath is not null)
        {
            return CertificatePassword is null
                ? ReadCertificate(CertificatePath, null)
                : CertificatePassword.ToCredential(secret => ReadCertificate(CertificatePath, secret));
        }
        if (CertificateThumbprint is not null)
            return GigaChatCredential.FromCertificateThumbprint(CertificateThumbprint);
        return environment.SignIn();
    }

    private GigaChatCredential ReadCertificate(string path, Secret? password)
    {
        string? keyPath = CertificateKeyPath is null ? null : ResolvePath(CertificateKeyPath);
        return GigaChatCredential.FromCertificateFile(ResolvePath(path), keyPath, password);
    }
}
