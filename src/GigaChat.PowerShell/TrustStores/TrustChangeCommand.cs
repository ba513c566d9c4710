using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.TrustStores;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>What installing and uninstalling have in common: which certificates, which stores, the question before.</summary>
public abstract class TrustChangeCommand : TrustCommand
{
    /// <summary>The certificates that come with the module.</summary>
    private protected const string ModuleSet = "Module";

    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _paths = [];

    /// <summary>For the current user (the default) or for all users of this machine.</summary>
    [Parameter]
    public TrustStoreScope Scope { get; set; }

    /// <summary>
    /// Files with certificates (PEM, DER, PKCS#7) to take instead of those that come with the module. Wildcards are allowed.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The same, with brackets and stars as letters. Files from the pipeline come here.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the result for each certificate in each store.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether this cmdlet installs.</summary>
    private protected abstract bool Installs { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A file that is missing ends the pipeline: some of the certificates alone are not what was asked for, so nothing is changed.
        foreach (string path in Path ?? LiteralPath ?? [])
            _paths.AddRange(GetOrFail(path, () => PathResolver.Resolve(this, path, literal: Path is null)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CertificateSource source = _paths.Count == 0
            ? CertificateSource.Embedded
            : GetOrFail(_paths, () => AwaitBlocking(() => ReadFiles(_paths)));
        foreach (string note in source.Notes)
            WriteWarning(note);
        if (Installs)
            WarnOfExpiry(source.Certificates);

        using Secret? password = ReadJavaStorePassword();
        TrustEnvironment machine = Machine(
            password,
            RetryCommandLine.For(this, Scope, _paths, Store, Force, asksPassword: password is not null),
            python => RetryCommandLine.For(this, TrustStoreScope.LocalMachine, _paths, [TrustStoreKind.Python], Force, pythonPath: python));
        foreach (ITrustStore store in TrustStoreCatalog.Find(machine, Scope, Store))
        {
            bool blocked = store.FindObstacle(forChange: true) is not null;
            // No confirmation for what cannot be done; -WhatIf shows it nevertheless.
            if ((!blocked || this.IsWhatIf()) && !Confirm(store, source.Certificates))
                continue;
            WriteResults(Run(token => ChangeAsync(store, source.Certificates, token)), blocked);
        }
    }

    /// <summary>Reads the user's files.</summary>
    private protected abstract CertificateSource ReadFiles(IReadOnlyList<string> paths);

    /// <summary>Changes a store.</summary>
    private protected abstract Task<IReadOnlyList<TrustStoreResult>> ChangeAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken token);

    /// <summary>The user's agreement to what would be done; none is needed where there is nothing to do.</summary>
    private bool Confirm(ITrustStore store, IReadOnlyList<StoreCertificate> certificates)
    {
        if (store.FindObstacle(forChange: false) is not null)
            return true;
        IReadOnlyList<StoreCertificate> pending = Run(token => TrustStoreOperations.FindPendingAsync(store, certificates, Installs, token));
        if (pending.Count == 0)
            return true;

        string title = Localized.Format(Installs ? TrustCmdletMessages.InstallIn : TrustCmdletMessages.RemoveFrom, store.Name, store.Scope);
        string[] plan = [title, .. store.Plan(pending, Installs)];
        bool agreed = Force && !this.IsWhatIf() && !MyInvocation.BoundParameters.ContainsKey("Confirm");
        if (agreed)
            WriteVerbose(ToLines(plan));
        else
            agreed = AskAbout(Installs ? TrustCmdletMessages.InstallQuestion : TrustCmdletMessages.RemoveQuestion, plan);
        if (agreed && OperatingSystem.IsWindows() && Scope == TrustStoreScope.CurrentUser
            && pending.Any(static certificate => certificate.IsRoot))
        {
            string thumbprint = pending.First(static certificate => certificate.IsRoot).Certificate.Thumbprint;
            WriteWarning(Localized.Format(TrustCmdletMessages.WindowsAsks, thumbprint));
        }
        return agreed;
    }

    private void WriteResults(IReadOnlyList<TrustStoreResult> rows, bool blocked)
    {
        // The same reason for three certificates is one error.
        foreach (IGrouping<string?, TrustStoreResult> group in rows.Where(static row => row.Status == TrustStoreStatus.Failed)
            .GroupBy(static row => row.Detail))
        {
            TrustStoreResult[] failed = [.. group];
            var error = new TrustStoreException(
                Localized.Format(TrustCmdletMessages.StoreFailed, failed[0].Store, failed[0].Scope, group.Key));
            ErrorCategory category = blocked ? ErrorCategory.PermissionDenied : ErrorCategory.WriteError;
            WriteError(new ErrorRecord(error, "GigaChatTrustStoreFailed", category, failed));
        }
        foreach (string? detail in rows.Where(static row => row.Status == TrustStoreStatus.Skipped).Select(static row => row.Detail)
            .Distinct())
            WriteWarning(Localized.Format(TrustCmdletMessages.StoreSkipped, rows[0].Store, detail));
        if (PassThru)
            WriteObject(rows, enumerateCollection: true);
    }
}
