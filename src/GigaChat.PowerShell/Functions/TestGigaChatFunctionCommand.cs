using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Has the service look through descriptions of functions.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GigaChatFunction")]
[OutputType(typeof(FunctionCheck))]
public sealed class TestGigaChatFunctionCommand : GigaChatCommand
{
    /// <summary><para type="description">Functions of New-GigaChatFunction, or commands: names, objects of Get-Command, script blocks.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] Function { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CallOptions options = NewCall();
        foreach (object item in Function)
        {
            Try(item, () =>
            {
                GigaChatFunction function = FunctionFactory.Make(this, item, ChatFunctions.BlockName);
                WriteObject(Await(token => ActiveConnection.CheckFunctionAsync(function, options, token)));
            });
        }
    }
}
