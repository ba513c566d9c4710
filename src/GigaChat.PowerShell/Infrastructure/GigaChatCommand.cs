using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that ask the service: they take <c>-Connection</c>.</summary>
public abstract class GigaChatCommand : AsyncCommand
{
    private GigaChatConnection? _resolved;
    private IDisposable? _hold;

    /// <summary>
    /// A connection of Connect-GigaChat, or its name. Without it the default connection serves.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ConnectionTransformation]
    [ValidateNotNull]
    public GigaChatConnection? Connection { get; set; }

    /// <summary>The connection to use: the one given, else the default one, else one from the environment.</summary>
    internal GigaChatConnection ActiveConnection => _resolved ??= GetOrFail(null, Resolve);

    private protected override string? WaitActivity => CmdletMessages.WaitActivity;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _hold?.Dispose();
    }

    private GigaChatConnection Resolve()
    {
        bool isNew = false;
        GigaChatConnection connection = Connection
            ?? ConnectionRegistry.DefaultOrFromEnvironment(
                path => PathResolver.InFileSystem(this, path, GigaChatErrorKind.FileNotFound), out isNew);
        // Replaced by a new one of its name, the connection is closed only after this pipeline has ended.
        _hold = connection.AcquireUse();
        if (isNew)
            this.WriteTrustNotices(connection);
        return connection;
    }
}
