using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Shows what is left of prepaid packages, model by model.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatBalance")]
[OutputType(typeof(GigaChatBalance))]
public sealed class GetGigaChatBalanceCommand : GigaChatCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
        => Try(ActiveConnection, () => WriteObject(
            Await(token => ActiveConnection.GetBalanceAsync(CreateCallOptions(), token)), enumerateCollection: true));
}
