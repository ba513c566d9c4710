using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Shows the connections of this process.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatConnection")]
[OutputType(typeof(GigaChatConnection))]
public sealed class GetGigaChatConnectionCommand : ModuleCommand
{
    /// <summary>The names of connections; without them all. Wildcards are allowed.</summary>
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
            IReadOnlyList<GigaChatConnection> found = ConnectionRegistry.Find(name);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                string shown = NameText.OrLength(name);
                WriteError(new GigaChatException(GigaChatErrorKind.NotConnected, Localized.Format(CmdletMessages.ConnectionUnknown, shown))
                    .ToRecord(shown));
            }
            WriteObject(found, enumerateCollection: true);
        }
    }
}
