using System.Management.Automation;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>
/// Installs the Mintsifry root and both sub CAs, so that all programs of the user or of the machine trust them for
/// every site. A connection of this module needs none of that.
/// </summary>
[Cmdlet(VerbsLifecycle.Install, "MintsifryRootCA", DefaultParameterSetName = ModuleSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TrustStoreResult))]
public sealed class InstallMintsifryRootCACommand : TrustChangeCommand
{
    private protected override bool Installs => true;

    // -Force accepts roots that are not the pinned one.
    private protected override CertificateSource ReadFiles(IReadOnlyList<string> paths) => CertificateSource.ForInstallation(paths, Force);

    private protected override Task<IReadOnlyList<TrustStoreResult>> ChangeAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken token)
        => TrustStoreOperations.InstallAsync(store, certificates, token);
}
