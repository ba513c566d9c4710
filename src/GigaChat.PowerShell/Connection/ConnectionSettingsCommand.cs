using System.Management.Automation;
using System.Net;
using GigaChat.Commands.Connection;
using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>The address and network parameters of a connection, named as in Invoke-RestMethod.</summary>
public abstract class ConnectionSettingsCommand : AsyncCommand
{
    /// <summary>The kind of account: Personal, B2B or Corporate, or the service's name of it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Scope { get; set; }

    /// <summary>The address of the API.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BaseUriCompleter))]
    [UriTransformation]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The address of the sign-in.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AuthUriCompleter))]
    [UriTransformation]
    [ValidateNotNull]
    public Uri? AuthUri { get; set; }

    /// <summary>The longest time for an attempt, in seconds; for a stream the longest silence.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>How often a request is repeated after a fault that may pass.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>The pause before the first repetition, in seconds; doubled each time.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? RetryIntervalSec { get; set; }

    /// <summary>A proxy.</summary>
    [Parameter]
    [UriTransformation]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Signs in to the proxy as the current user.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Goes directly, whatever proxy the system names.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Accepts any certificate for any name: the traffic can then be read and changed on its way.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Files with further certificate authorities to trust on this connection.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePath]
    public string[]? CertificateAuthorityPath { get; set; }

    /// <summary>Trusts what the system trusts, without the built-in Mintsifry root.</summary>
    [Parameter]
    public SwitchParameter SystemTrustOnly { get; set; }

    private protected override string? WaitActivity => CmdletMessages.WaitActivity;

    /// <summary>The settings: the parameters, else the environment, else those given.</summary>
    /// <param name="environment">The environment; null to leave it out.</param>
    /// <param name="given">The settings of a connection, or the defaults.</param>
    private protected GigaChatOptions ReadOptions(EnvironmentSettings? environment, GigaChatOptions given) => given with
    {
        // One by one: what a parameter says makes up for a variable that cannot be used.
        Scope = Scope is not null ? GigaChatScope.Parse(Scope) : environment?.Scope ?? given.Scope,
        BaseUri = BaseUri ?? environment?.BaseUri ?? given.BaseUri,
        AuthUri = AuthUri ?? environment?.AuthUri ?? given.AuthUri,
        Timeout = TimeoutSec is { } timeout ? TimeSpan.FromSeconds(timeout) : environment?.Timeout ?? given.Timeout,
        MaximumRetryCount = MaximumRetryCount ?? environment?.MaximumRetryCount ?? given.MaximumRetryCount,
        RetryInterval = RetryIntervalSec is { } interval ? TimeSpan.FromSeconds(interval) : given.RetryInterval,
        Proxy = ReadProxy(given.Proxy),
        Trust = new TrustSettings
        {
            CertificateAuthorityPaths = [.. CertificateAuthorityPath?.Select(ResolvePath) ?? environment?.CertificateAuthorityPaths
                ?? given.Trust.CertificateAuthorityPaths],
            SystemTrustOnly = IsBound(nameof(SystemTrustOnly)) ? SystemTrustOnly : given.Trust.SystemTrustOnly,
            SkipCertificateCheck = IsBound(nameof(SkipCertificateCheck))
                ? SkipCertificateCheck
                : environment?.SkipCertificateCheck ?? given.Trust.SkipCertificateCheck,
        },
    };

    private protected string ResolvePath(string path) => PathResolver.InFileSystem(this, path, GigaChatErrorKind.FileNotFound);

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private ProxySettings ReadProxy(ProxySettings given)
    {
        if (Proxy is null && !IsBound(nameof(NoProxy)) && ProxyCredential is null && !ProxyUseDefaultCredentials)
            return given;
        if (Proxy is null && (ProxyCredential is not null || ProxyUseDefaultCredentials))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.ProxyMissing);
        if (Proxy is not null && NoProxy)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.ProxyAndNoProxy);
        return new ProxySettings
        {
            Address = Proxy,
            Credential = ProxyCredential is null ? null : (NetworkCredential)ProxyCredential,
            UseDefaultCredentials = ProxyUseDefaultCredentials,
            NoProxy = NoProxy,
        };
    }
}
