using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>
/// Checks a connection step by step, from the host name to the list of models: which step fails, and what to do about it.
/// It keeps no connection and changes none.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "GigaChatConnection", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(ConnectionCheck), typeof(bool))]
public sealed class TestGigaChatConnectionCommand : ConnectionSignInCommand
{
    /// <summary>
    /// A connection of Connect-GigaChat, or its name. The other parameters win over its settings. Without it, and without
    /// a way to sign in, the default connection is tested, or where there is none, what the environment says.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Connection")]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public GigaChatConnection? Connection { get; set; }

    /// <summary>Writes only whether all steps succeeded; ends with the first that did not.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ConnectionDiagnosis diagnosis = GetOrFail(Connection, ReadDiagnosis);
        bool succeeded = true;
        foreach (ConnectionCheck check in AwaitEach(token => diagnosis.RunAsync(CreateCallOptions().Trace, token)))
        {
            if (!Quiet)
                WriteObject(Advice.AddTo(check));
            succeeded &= check.Succeeded;
            if (Quiet && !succeeded)
                break;
        }
        if (Quiet)
            WriteObject(succeeded);
    }

    private ConnectionDiagnosis ReadDiagnosis()
    {
        GigaChatConnection? connection = Connection;
        if (ParameterSetName == EnvironmentSet && EnvironmentFile is null)
            ConnectionRegistry.TryGet(GigaChatOptions.DefaultName, out connection);
        ReadVault();
        EnvironmentSettings? environment = connection is null ? ReadEnvironment() : null;
        GigaChatOptions options = ReadOptions(environment, connection?.Options ?? new GigaChatOptions());
        options = options with { Model = environment?.Model ?? options.Model };
        Func<GigaChatCredential?> credential = connection is null ? () => ReadSignIn(environment!) : connection.CopyCredential;
        ConnectionDiagnosis diagnosis = AwaitBlocking(() => new ConnectionDiagnosis(options, credential)
        {
            NetworkTimeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
        this.WriteTrustNotices(options.Trust, diagnosis.TrustNotes);
        return diagnosis;
    }
}
