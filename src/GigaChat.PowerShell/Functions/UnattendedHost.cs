using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Functions;

/// <summary>
/// The host of a command that the model called: it shows what the command writes and asks the user nothing, since the user has not started
/// the command and would not know what the question is about. A question ends the command, as a debugger does: an error could be caught, or
/// passed over by the statements behind it, which count on an answer.
/// </summary>
/// <param name="host">The session's host.</param>
internal sealed class UnattendedHost(PSHost host) : PSHost
{
    [ThreadStatic]
    private static bool _isActive;

    private UnattendedUserInterface? _ui;

    /// <summary>A command runs on this thread whose questions are refused.</summary>
    public static bool IsActive => _isActive;

    /// <summary>The first question that was refused, on one line; null for none.</summary>
    public string? Question { get; private set; }

    /// <inheritdoc/>
    public override string Name => host.Name;

    /// <inheritdoc/>
    public override Version Version => host.Version;

    /// <inheritdoc/>
    public override Guid InstanceId => host.InstanceId;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => host.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => host.CurrentUICulture;

    /// <inheritdoc/>
    public override PSObject? PrivateData => host.PrivateData;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _ui ??= new UnattendedUserInterface(host.UI, Refuse);

    /// <summary>Runs something in a session whose host asks nothing.</summary>
    /// <param name="cmdlet">A cmdlet of the session.</param>
    /// <param name="run">What to run.</param>
    /// <returns>The first question that was refused; null for none.</returns>
    public static string? Run(PSCmdlet cmdlet, Action run)
    {
        UnattendedHost? unattended = null;
        using IDisposable? replaced = PowerShellInternals.ReplaceHost(cmdlet.Host, before => unattended = new UnattendedHost(before));
        bool wasActive = _isActive;
        _isActive = unattended is not null;
        try
        {
            run();
        }
        finally
        {
            _isActive = wasActive;
        }
        return unattended?.Question;
    }

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw Refuse(nameof(EnterNestedPrompt));

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => host.ExitNestedPrompt();

    /// <inheritdoc/>
    public override void NotifyBeginApplication() => host.NotifyBeginApplication();

    /// <inheritdoc/>
    public override void NotifyEndApplication() => host.NotifyEndApplication();

    /// <summary>Ends the command instead of the session.</summary>
    /// <param name="exitCode">Is not used.</param>
    public override void SetShouldExit(int exitCode) => throw Refuse(nameof(SetShouldExit));

    private TerminateException Refuse(string question)
    {
        Question ??= question;
        return new TerminateException();
    }
}
