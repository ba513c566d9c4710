using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Shows the connections of this process.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatConnection")]
[OutputType(typeof(GigaChatConnection))]
public sealed class GetGigaChatConnectionCommand : PSCmdlet
{
    /// <summary><para type="description">The names of connections; without them all. Wildcards are allowed.</para></summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (string name in Name)
        {
            IReadOnlyList<GigaChatConnection> found = ConnectionStore.Find(name);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(new GigaChatException(GigaChatErrorKind.NotConnected, Text.Format(CmdletMessages.ConnectionUnknown, name)).ToRecord(name));
            WriteObject(found, enumerateCollection: true);
        }
    }
}
