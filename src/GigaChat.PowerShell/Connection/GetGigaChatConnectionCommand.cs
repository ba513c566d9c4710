using System.Management.Automation;
using GigaChat.Commands.Connection;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Shows the connections of this process.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatConnection")]
[OutputType(typeof(GigaChatConnection))]
public sealed class GetGigaChatConnectionCommand : ModuleCommand
{
    private const string TableTypeName = "GigaChat.GigaChatConnection#Table";

    /// <summary>The names of connections; without them all. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        List<GigaChatConnection> all = [];
        foreach (string name in Name)
            all.AddRange(ConnectionNames.Find(this, name));
        foreach (GigaChatConnection connection in all)
            WriteObject(WithView(connection, isTable: all.Count > 1));
    }

    // PowerShell chooses a view by the type name of the first object, and knows nothing of how many follow. The names belong to the
    // object, not to this output of it, so the name is taken away again.
    private static PSObject WithView(GigaChatConnection connection, bool isTable)
    {
        var shown = PSObject.AsPSObject(connection);
        shown.TypeNames.Remove(TableTypeName);
        if (isTable)
            shown.TypeNames.Insert(0, TableTypeName);
        return shown;
    }
}
