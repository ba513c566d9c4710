using System.Management.Automation;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>
/// Takes the Mintsifry root and both sub CAs out of stores again. They are known by their SHA-256; nothing else is touched.
/// </summary>
[Cmdlet(VerbsLifecycle.Uninstall, "MintsifryRootCA", DefaultParameterSetName = ModuleSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TrustStoreResult))]
public sealed class UninstallMintsifryRootCACommand : TrustChangeCommand
{
    private protected override bool Installs => false;

    private protected override CertificateSource ReadFiles(IReadOnlyList<string> paths) => CertificateSource.Read(paths);

    private protected override Task<IReadOnlyList<TrustStoreResult>> ChangeAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken token)
        => TrustStoreOperations.UninstallAsync(store, certificates, token);
}
