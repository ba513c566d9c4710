using System.Management.Automation;
using System.Security;
using GigaChat.Commands.Infrastructure;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>Shows where the Mintsifry certificates are installed.</summary>
[Cmdlet(VerbsCommon.Get, "MintsifryRootCA")]
[OutputType(typeof(TrustStoreResult))]
public sealed class GetMintsifryRootCACommand : TrustCommand
{
    /// <summary>Only the stores of the current user, or only those of the machine.</summary>
    [Parameter(Position = 0)]
    public TrustStoreScope? Scope { get; set; }

    /// <summary>Which stores: System (the default), Nss (Chromium and Firefox), Java.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TrustStoreKind[] Store { get; set; } = [TrustStoreKind.System];

    /// <summary>The password of Java's store, where it is not the usual one.</summary>
    [Parameter]
    [SecureStringTransformation]
    [ValidateNotNull]
    public SecureString? JavaStorePassword { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using Secret? password = ReadJavaStorePassword(JavaStorePassword, Store);
        IReadOnlyList<StoreCertificate> certificates = CertificateSource.Embedded.Certificates;
        TrustEnvironment machine = Machine(javaStorePassword: password);
        HashSet<string> installed = [];
        foreach (ITrustStore store in Scope is { } scope
            ? TrustStoreCatalog.Find(machine, scope, Store)
            : TrustStoreCatalog.FindAll(machine, Store))
        {
            foreach (TrustStoreResult row in Run(token => TrustStoreOperations.ReadAsync(store, certificates, token)))
            {
                if (row.Status == TrustStoreStatus.Installed)
                    installed.Add(row.Sha256);
                WriteObject(row);
            }
        }
        WarnOfExpiry(certificates.Where(certificate => installed.Contains(certificate.Sha256)));
    }
}
