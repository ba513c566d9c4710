using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that ask the service: they take <c>-Connection</c> and turn errors into records.</summary>
public abstract class GigaChatCommand : AsyncCommand
{
    private GigaChatConnection? _resolved;

    /// <summary>
    /// <para type="description">A connection of Connect-GigaChat, or its name. Without it the default connection serves.</para>
    /// </summary>
    [Parameter]
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
                return _resolved ??= Connection ?? ConnectionStore.DefaultOrFromEnvironment(SessionState.Path.GetUnresolvedProviderPathFromPSPath);
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
        ErrorRecord record = error.ToRecord(error.PartialReply ?? item);
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
}
