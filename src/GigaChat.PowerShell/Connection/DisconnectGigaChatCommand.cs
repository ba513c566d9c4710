using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Forgets the token of a connection and closes its sockets.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GigaChat", DefaultParameterSetName = "Name")]
public sealed class DisconnectGigaChatCommand : PSCmdlet
{
    /// <summary><para type="description">The names of connections; without them the default one. Wildcards are allowed.</para></summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[] Name { get; set; } = [GigaChatOptions.DefaultName];

    /// <summary><para type="description">All connections.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
        {
            foreach (GigaChatConnection connection in ConnectionStore.All)
                ConnectionStore.Remove(connection);
            return;
        }
        foreach (string name in Name)
        {
            IReadOnlyList<GigaChatConnection> found = ConnectionStore.Find(name);
            // Without a name this is a script's clean-up: nothing to close is fine.
            if (found.Count == 0 && MyInvocation.BoundParameters.ContainsKey(nameof(Name)) && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(new GigaChatException(GigaChatErrorKind.NotConnected, Text.Format(CmdletMessages.ConnectionUnknown, name)).ToRecord(name));
            foreach (GigaChatConnection connection in found)
                ConnectionStore.Remove(connection);
        }
    }
}
