using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Signs in to GigaChat and keeps the connection for the process.</summary>
[Cmdlet(VerbsCommunications.Connect, "GigaChat", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(GigaChatConnection))]
public sealed class ConnectGigaChatCommand : ConnectionSignInCommand
{
    /// <summary><para type="description">The model of prompts that name none.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary><para type="description">Requests at a time. The scope decides where it is not given: 1 for Personal, else 10.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? MaximumConcurrency { get; set; }

    /// <summary><para type="description">X-Session-ID of requests outside a conversation.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary><para type="description">X-Client-ID: the service ties files to it.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <summary><para type="description">The name under which the connection is kept.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = GigaChatOptions.DefaultName;

    /// <summary><para type="description">Writes the connection.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        GigaChatConnection? connection = null;
        bool isKept = false;
        try
        {
            EnvironmentSettings environment = ReadEnvironment();
            GigaChatOptions options = ReadOptions(environment, new GigaChatOptions());
            options = options with
            {
                Name = Name,
                Model = Model ?? environment.Model ?? options.Model,
                MaximumConcurrency = MaximumConcurrency ?? 0,
                SessionId = SessionId,
                UserId = UserId,
            };
            GigaChatSignIn signIn = ReadSignIn(environment) ?? throw new GigaChatException(GigaChatErrorKind.NotConnected, ConnectionMessages.NothingToSignInWith);
            connection = new GigaChatConnection(options, signIn);
            this.TellTrust(connection);
            Await(token => connection.SignInAsync(NewCall(), token));
            ConnectionStore.Add(connection);
            isKept = true;
        }
        catch (GigaChatException e)
        {
            ThrowTerminatingError(e.ToRecord(Name));
        }
        finally
        {
            // Also where the pipeline ends at a line of -Verbose: the key is forgotten, the sockets are closed.
            if (!isKept)
                connection?.Dispose();
        }
        if (PassThru)
            WriteObject(connection);
    }
}
