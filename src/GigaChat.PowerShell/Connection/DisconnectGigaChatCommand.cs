using System.Management.Automation;
using GigaChat.Commands.Connection;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Forgets the token of a connection and closes its sockets.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GigaChat", DefaultParameterSetName = "Name")]
public sealed class DisconnectGigaChatCommand : ModuleCommand
{
    /// <summary>The names of connections; without them the default one. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[] Name { get; set; } = [GigaChatOptions.DefaultName];

    /// <summary>All connections.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
        {
            foreach (GigaChatConnection connection in ConnectionRegistry.All)
                ConnectionRegistry.Remove(connection);
            return;
        }
        foreach (string name in Name)
        {
            // Without a name this is a script's clean-up: nothing to close is fine.
            bool isRequired = MyInvocation.BoundParameters.ContainsKey(nameof(Name));
            foreach (GigaChatConnection connection in ConnectionNames.Find(this, name, isRequired))
                ConnectionRegistry.Remove(connection);
        }
    }
}
