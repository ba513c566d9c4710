using System.Management.Automation;
using System.Management.Automation.Runspaces;
if (args[0] == "--runspace")
{
    var state = InitialSessionState.CreateDefault();
    state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
    using var runspace = RunspaceFactory.CreateRunspace(state);
    runspace.Open();
    Runspace.DefaultRunspace = runspace;
    using var shell = PowerShell.Create(runspace);
    shell.Streams.Information.DataAdded += (s, e) => Console.WriteLine(shell.Streams.Information[e.Index]);
    foreach (var o in shell.AddScript(args[^1]).Invoke())
        Console.WriteLine(o);
    foreach (var e in shell.Streams.Error)
        Console.WriteLine(e);
    return 0;
}
return Microsoft.PowerShell.UnmanagedPSEntry.Start(args, args.Length);
