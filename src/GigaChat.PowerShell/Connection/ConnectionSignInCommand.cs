using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Commands;

/// <summary>The ways to sign in, each a parameter set, beside the settings of the connection.</summary>
public abstract class ConnectionSignInCommand : ConnectionSettingsCommand
{
    private protected const string EnvironmentSet = "Environment";
    private const string PathSet = "CertificatePath";

    /// <summary><para type="description">The authorization key of a project, as the Studio shows it.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "AuthorizationKey")]
    [SecureStringTransformation]
    public SecureString? AuthorizationKey { get; set; }

    /// <summary><para type="description">Client id and client secret.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary><para type="description">User name and password, where the service was installed with them.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "UserCredential")]
    [Credential]
    public PSCredential? UserCredential { get; set; }

    /// <summary><para type="description">A token that was fetched elsewhere. It cannot be renewed.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken")]
    [SecureStringTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary><para type="description">A client certificate with its private key.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary><para type="description">A client certificate: PEM or PFX.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary><para type="description">Its private key, where that is in a file of its own (PEM).</para></summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateKeyPath { get; set; }

    /// <summary><para type="description">The password of the key or of the PFX.</para></summary>
    [Parameter(ParameterSetName = PathSet)]
    [SecureStringTransformation]
    public SecureString? CertificatePassword { get; set; }

    /// <summary><para type="description">The thumbprint of a client certificate in the Windows store.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "CertificateThumbprint")]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary><para type="description">A .env file with the settings.</para></summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    public string? EnvironmentFile { get; set; }

    /// <summary>The environment, and before it the file where one is named.</summary>
    private protected EnvironmentSettings ReadEnvironment() => EnvironmentSettings.Load(EnvironmentFile is null ? null : ResolvePath(EnvironmentFile), ResolvePath);

    /// <summary>The way to sign in: that of the parameters, else that of the environment; null where neither knows one.</summary>
    private protected GigaChatSignIn? ReadSignIn(EnvironmentSettings environment)
    {
        if (AuthorizationKey is not null)
            return GigaChatSignIn.FromKey(Secret.From(AuthorizationKey));
        if (Credential is not null)
            return GigaChatSignIn.FromClient(Credential.UserName, Secret.From(Credential.Password));
        if (UserCredential is not null)
            return GigaChatSignIn.FromPassword(UserCredential.UserName, Secret.From(UserCredential.Password));
        if (AccessToken is not null)
            return GigaChatSignIn.FromToken(Secret.From(AccessToken));
        if (Certificate is not null)
            return GigaChatSignIn.FromCertificate(Certificate);
        if (CertificatePath is not null)
        {
            string? key = CertificateKeyPath is null ? null : ResolvePath(CertificateKeyPath);
            return GigaChatSignIn.FromCertificate(ClientCertificateFile.Read(ResolvePath(CertificatePath), key, CertificatePassword is null ? null : Secret.From(CertificatePassword)));
        }
        if (CertificateThumbprint is not null)
            return GigaChatSignIn.FromCertificate(ClientCertificateStore.Find(CertificateThumbprint));
        return environment.SignIn();
    }
}
