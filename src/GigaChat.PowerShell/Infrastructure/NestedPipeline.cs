using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Runs cmdlets by their class within the running pipeline: no script, no name that a function of the caller could have taken over, and
/// no module that would have to be loaded.
/// </summary>
internal static class NestedPipeline
{
    // Given here, they win over the caller's preferences and $PSDefaultParameterValues.
    private static readonly (string Name, object Value)[] Silent =
    [
        ("Verbose", false), ("Debug", false), ("ErrorAction", ActionPreference.Ignore), ("WarningAction", ActionPreference.Ignore),
        ("InformationAction", ActionPreference.Ignore),
    ];

    /// <summary>What a cmdlet writes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its class; null where this PowerShell has none.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <returns>The objects; none where there is no session, or where the cmdlet failed.</returns>
    public static IReadOnlyList<PSObject> Run(string name, Type? type, params (string Name, object Value)[] parameters)
    {
        if (type is null || Runspace.DefaultRunspace is null)
            return [];
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(new CmdletInfo(name, type));
        foreach ((string parameter, object value) in Silent)
            shell.AddParameter(parameter, value);
        foreach ((string parameter, object value) in parameters)
            shell.AddParameter(parameter, value);
        try
        {
            return shell.Invoke();
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return [];
        }
    }

    /// <summary>Runs something that may run script, and stops the script after a time.</summary>
    /// <param name="read">What to run.</param>
    /// <param name="limit">The longest time.</param>
    /// <param name="value">The result.</param>
    /// <returns>False where it was stopped.</returns>
    public static bool TryRun(Func<object?> read, TimeSpan limit, out object? value)
    {
        value = null;
        if (Runspace.DefaultRunspace is null)
        {
            value = read();
            return true;
        }
        var box = new Box(read);
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(new CmdletInfo("Invoke-InModule", typeof(InvokeInModuleCommand)))
            .AddParameter(nameof(InvokeInModuleCommand.Box), box);
        bool wasStopped = false;
        using (var timer = new Timer(_ =>
        {
            Volatile.Write(ref wasStopped, true);
            shell.BeginStop(null, null);
        }, null, limit, Timeout.InfiniteTimeSpan))
        {
            try
            {
                shell.Invoke();
            }
            catch (PipelineStoppedException) when (Volatile.Read(ref wasStopped))
            {
                return false;
            }
        }
        // Around the script of a property PowerShell makes an exception of its own out of the end.
        if (box.Error?.GetBaseException() is PipelineStoppedException && Volatile.Read(ref wasStopped))
            return false;
        if (box.Error is { } error)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        value = box.Value;
        return true;
    }

    /// <summary>What is run, and what came of it.</summary>
    internal sealed class Box(Func<object?> read)
    {
        public object? Value { get; private set; }

        public Exception? Error { get; private set; }

        public void Run()
        {
            try
            {
                Value = read();
            }
            catch (Exception e)
            {
                Error = e;
                if (e is PipelineStoppedException)
                    throw;
            }
        }
    }

    /// <summary>Is no cmdlet of the module: a pipeline needs one to run in.</summary>
    [Cmdlet(VerbsLifecycle.Invoke, "InModule")]
    internal sealed class InvokeInModuleCommand : PSCmdlet
    {
        // With "Stop" or "Inquire" of the caller these would end a script at what it survives elsewhere.
        private static readonly string[] Preferences
            = ["ErrorActionPreference", "WarningPreference", "InformationPreference", "VerbosePreference", "DebugPreference"];

        [Parameter]
        public Box? Box { get; set; }

        protected override void ProcessRecord()
        {
            PSVariableIntrinsics variables = SessionState.PSVariable;
            (string Name, object? Before)[] changed =
            [
                .. Preferences.Where(name => LanguagePrimitives.TryConvertTo(variables.GetValue(name), out ActionPreference value)
                        && value is ActionPreference.Stop or ActionPreference.Inquire)
                    .Select(name => (name, variables.GetValue("local:" + name))),
            ];
            try
            {
                foreach ((string name, _) in changed)
                    variables.Set("local:" + name, ActionPreference.SilentlyContinue);
                using (PowerShellInternals.SuspendStrictMode())
                    Box!.Run();
            }
            finally
            {
                foreach ((string name, object? before) in changed)
                {
                    if (before is null)
                        variables.Remove("local:" + name);
                    else
                        variables.Set("local:" + name, before);
                }
            }
        }
    }
}
