using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>
/// Checks whether this system trusts the Mintsifry root and has the sub CAs, or with -Uri whether it trusts the server at
/// an address, apart from what this module trusts by itself.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MintsifryRootCA")]
[OutputType(typeof(bool))]
public sealed class TestMintsifryRootCACommand : TrustCommand
{
    /// <summary>An address to connect to, such as https://api.giga.chat. "https://" may be left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [UriTransformation]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Uri is null)
        {
            IReadOnlyList<ITrustStore> stores = TrustStoreCatalog.FindAll(Machine(), [TrustStoreKind.System]);
            IReadOnlyList<string> reasons = Run(token => SystemTrustCheck.FindReasonsAsync(stores, token));
            foreach (string reason in reasons)
                WriteVerbose(reason);
            if (reasons.Count > 0)
                WriteWarning(reasons[0]);
            WriteObject(reasons.Count == 0);
            return;
        }

        // No answer is neither yes nor no: an error of this address, and the next one follows.
        Try(Uri, () => TestAddress(Complete(Uri)));
    }

    private void TestAddress(Uri address)
    {
        ServerTrustResult result = Await(token => SystemTrustCheck.ProbeAsync(address, token));
        string message = result.IsTrusted ? TrustCmdletMessages.AddressTrusted : TrustCmdletMessages.AddressNotTrusted;
        string reason = Localized.Format(message, address.Authority, result.ChainEnd);
        WriteVerbose(reason);
        if (!result.IsTrusted)
            WriteWarning(reason);
        WriteObject(result.IsTrusted);
    }

    // "host:9443" would pass for an address whose scheme is the host.
    private static Uri Complete(Uri uri) => uri.OriginalString.Contains("://", StringComparison.Ordinal)
        || !Uri.TryCreate("https://" + uri.OriginalString, UriKind.Absolute, out Uri? complete) ? uri : complete;
}
