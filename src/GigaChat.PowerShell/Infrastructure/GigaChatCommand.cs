using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that ask the service: they take <c>-Connection</c> and turn errors into records.</summary>
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
    internal GigaChatConnection ActiveConnection
    {
        get
        {
            try
            {
                return _resolved ??= Resolve();
            }
            catch (GigaChatException e)
            {
                ThrowTerminatingError(e.ToRecord(null));
                throw;
            }
        }
    }

    /// <summary>Reports what one item met. The rest of the pipeline goes on, unless every item would meet the same.</summary>
    /// <param name="error">The error.</param>
    /// <param name="item">The input it is about.</param>
    internal void Report(GigaChatException error, object? item)
    {
        ErrorRecord record = error.ToRecord((error as ChatException)?.PartialReply ?? item);
        if (error.EndsPipeline())
            ThrowTerminatingError(record);
        WriteError(record);
    }

    /// <summary>Does something with one item, and reports what it met.</summary>
    /// <param name="item">The item.</param>
    /// <param name="action">What to do.</param>
    internal void Try(object? item, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            Report(e, item);
        }
    }

    /// <summary>Ends the pipeline with an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="item">The input it is about.</param>
    internal void Fail(GigaChatException error, object? item) => ThrowTerminatingError(error.ToRecord(item));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _hold?.Dispose();
    }

    private GigaChatConnection Resolve()
    {
        bool isNew = false;
        GigaChatConnection connection = Connection ?? ConnectionRegistry.DefaultOrFromEnvironment(SessionState.Path.GetUnresolvedProviderPathFromPSPath, out isNew);
        // A new connection of this name, made elsewhere in the process, lets the pipeline finish on the old one.
        _hold = connection.AcquireUse();
        if (isNew)
            this.WriteTrustNotices(connection);
        return connection;
    }
}
