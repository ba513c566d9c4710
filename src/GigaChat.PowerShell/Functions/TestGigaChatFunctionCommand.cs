using System.Management.Automation;
using GigaChat.Commands.Functions;

namespace GigaChat.Commands;

/// <summary>Has the service look through descriptions of functions.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GigaChatFunction")]
[OutputType(typeof(FunctionValidation))]
public sealed class TestGigaChatFunctionCommand : GigaChatCommand
{
    /// <summary>Functions of New-GigaChatFunction, or commands: names, objects of Get-Command, script blocks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(CommandCompleter))]
    [ValidateNotNull]
    public object[] Function { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CallOptions options = CreateCallOptions();
        foreach (object item in Function)
        {
            Try(item, () =>
            {
                GigaChatFunction function = FunctionFactory.Make(this, item, FunctionFactory.BlockName);
                WriteObject(Await(token => ActiveConnection.ValidateFunctionAsync(function, options, token)));
            });
        }
    }
}
