using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Signs in to GigaChat and keeps the connection for the process.</summary>
[Cmdlet(VerbsCommunications.Connect, "GigaChat", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(GigaChatConnection))]
public sealed class ConnectGigaChatCommand : ConnectionSettingsCommand
{
    private const string EnvironmentSet = "Environment";
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

    /// <summary><para type="description">The model of prompts that name none.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary><para type="description">Requests at a time. The scope decides where it is not given: 1 for Personal, else 10.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? MaximumConcurrency { get; set; }

    /// <summary><para type="description">X-Session-ID of requests outside a conversation.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary><para type="description">X-Client-ID: the service ties files to it.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <summary><para type="description">The name under which the connection is kept.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = GigaChatOptions.DefaultName;

    /// <summary><para type="description">Writes the connection.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        GigaChatConnection? connection = null;
        try
        {
            EnvironmentSettings environment = EnvironmentSettings.Load(EnvironmentFile is null ? null : ResolvePath(EnvironmentFile), ResolvePath);
            GigaChatOptions options = ReadOptions(environment);
            options = options with
            {
                Name = Name,
                Model = Model ?? environment.Model ?? options.Model,
                MaximumConcurrency = MaximumConcurrency ?? 0,
                SessionId = SessionId,
                UserId = UserId,
            };
            connection = new GigaChatConnection(options, ReadSignIn(environment));
            this.TellTrust(connection);
            Await(token => connection.SignInAsync(NewCall(), token));
            ConnectionStore.Add(connection);
        }
        catch (GigaChatException e)
        {
            connection?.Dispose();
            ThrowTerminatingError(e.ToRecord(Name));
        }
        catch (PipelineStoppedException)
        {
            connection?.Dispose();
            throw;
        }
        if (PassThru)
            WriteObject(connection);
    }

    private GigaChatSignIn ReadSignIn(EnvironmentSettings environment)
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
        return environment.SignIn() ?? throw new GigaChatException(GigaChatErrorKind.NotConnected, ConnectionMessages.NothingToSignInWith);
    }
}
