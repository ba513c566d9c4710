using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Describes a function that the model may call.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatFunction", DefaultParameterSetName = CommandSet)]
[OutputType(typeof(GigaChatFunction))]
public sealed class NewGigaChatFunctionCommand : AsyncCommand
{
    private const string CommandSet = "Command";
    private const string BlockSet = "ScriptBlock";
    private const string SchemaSet = "Schema";

    /// <summary>A function, cmdlet or script: its name, or an object of Get-Command.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [ArgumentCompleter(typeof(CommandCompleter))]
    [ValidateNotNull]
    public object[] Command { get; set; } = [];

    /// <summary>A script block with a param block.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BlockSet)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The name: a Latin letter, then Latin letters, digits, "_", "-", ".".</summary>
    [Parameter(Mandatory = true, ParameterSetName = SchemaSet)]
    [Parameter(Mandatory = true, ParameterSetName = BlockSet)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>A JSON Schema of the parameters: a hashtable, JSON, the path of a file, or a class.</summary>
    [Parameter(ParameterSetName = SchemaSet)]
    [ValidateNotNull]
    public object? Parameters { get; set; }

    /// <summary>What the function does, and when to use it. The model chooses by it. Otherwise the synopsis of the help is taken.</summary>
    [Parameter]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Questions with the arguments they lead to: @{ Request = 'Сколько места на C?'; Arguments = @{ Drive = 'C' } }.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary[]? Example { get; set; }

    /// <summary>A JSON Schema of the result: a hashtable, JSON, the path of a file, or a class.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? ReturnParameters { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object item in ParameterSetName == CommandSet ? Command : [Name])
            Try(item, () => WriteObject(Complete(Make(item))));
    }

    private GigaChatFunction Make(object item) => ParameterSetName switch
    {
        BlockSet => FunctionFactory.Make(this, ScriptBlock!, Name, Description),
        SchemaSet => new GigaChatFunction(Name, Description, Parameters is null ? null : SchemaInput.Read(this, Parameters)),
        _ => FunctionFactory.Make(this, item, "", Description),
    };

    private GigaChatFunction Complete(GigaChatFunction function)
        => Example is null && ReturnParameters is null
            ? function
            : new GigaChatFunction(function.Name, function.Description, function.Parameters)
        {
            Command = function.Command,
            Implementation = function.Implementation,
            Examples = [.. (Example ?? []).Select(ToExample)],
            ReturnParameters = ReturnParameters is null ? null : SchemaInput.Read(this, ReturnParameters),
        };

    private static FunctionExample ToExample(IDictionary example)
        => example["Request"]?.ToString() is { Length: > 0 } request && example["Arguments"] is { } arguments
            ? new FunctionExample(request, new ObjectSerializer(new SerializationOptions()).ToJson([arguments]))
            : throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionCmdletMessages.ExampleIncomplete);
}
