using System.Management.Automation;
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using Secret? password = ReadJavaStorePassword();
        IReadOnlyList<StoreCertificate> certificates = CertificateSource.Embedded.Certificates;
        TrustEnvironment machine = Machine(password);
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
