using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Functions;

/// <summary>Makes descriptions of functions out of commands.</summary>
internal static class FunctionFactory
{
    /// <summary>The name of a script block, which has none of its own.</summary>
    public const string BlockName = "function";

    private const CommandTypes Describable = CommandTypes.Alias | CommandTypes.Function | CommandTypes.Filter | CommandTypes.Cmdlet
        | CommandTypes.ExternalScript | CommandTypes.Script;

    /// <summary>A function out of what a user names it with: a description, a command, its name, a script block.</summary>
    /// <param name="cmdlet">Whose session knows the commands.</param>
    /// <param name="item">What the user gave.</param>
    /// <param name="blockName">The name of a script block, which has none.</param>
    /// <param name="description">Instead of the help's synopsis.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static GigaChatFunction Make(PSCmdlet cmdlet, object item, string blockName, string? description = null)
    {
        object value = item.Unwrap();
        return value switch
        {
            GigaChatFunction function => function,
            ScriptBlock block => FromBlock(cmdlet, block, blockName, description),
            CommandInfo command => FromCommand(command, description),
            // The service's own functions need no description.
            string name when GigaChatFunction.IsBuiltIn(name) => new GigaChatFunction(name),
            string name => FromCommand(Find(cmdlet, name), description),
            PSCustomObject when Revive((PSObject)item) is { } function => function,
            _ => throw Wrong(FunctionCmdletMessages.NoFunction, value),
        };
    }

    private static GigaChatFunction FromCommand(CommandInfo command, string? description)
    {
        while (command is AliasInfo alias)
            command = alias.ResolvedCommand ?? throw Wrong(FunctionCmdletMessages.CommandUnknown, alias.Definition);
        if ((command.CommandType & Describable) == 0)
            throw Wrong(FunctionCmdletMessages.CommandIsProgram, command.Name);
        string name = command is ExternalScriptInfo ? Path.GetFileNameWithoutExtension(command.Name) : command.Name;
        return FromCommand(command, name, description, implementation: command, command.Name);
    }

    private static GigaChatFunction FromBlock(PSCmdlet cmdlet, ScriptBlock block, string name, string? description)
        => FromCommand(ToCommand(cmdlet, block), name, description, implementation: block, block.ToString().Trim());

    // The parameters of a script block are known to the engine once it has a name. Where no function can be made of it directly, one is
    // set as a variable: without a question and without -WhatIf, which are for what a user changes.
    private static CommandInfo ToCommand(PSCmdlet cmdlet, ScriptBlock block)
    {
        if (PowerShellInternals.CreateFunction(BlockName, block) is { } function)
            return function;
        string name = "GigaChat" + Guid.NewGuid().ToString("N");
        cmdlet.SessionState.PSVariable.Set("function:local:" + name, block);
        return cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Function);
    }

    private static GigaChatFunction FromCommand(CommandInfo command, string name, string? description, object implementation, string text)
    {
        CommandHelp help = CommandHelp.Of(command);
        return new GigaChatFunction(CommandFunctionName.Of(name), description ?? help.Synopsis, CommandSchema.Of(command, help).ToJson())
        {
            Command = text,
            Implementation = FunctionImplementation.Of(implementation, command, name),
        };
    }

    private static CommandInfo Find(PSCmdlet cmdlet, string name)
        => cmdlet.InvokeCommand.GetCommand(name, CommandTypes.All) ?? throw Wrong(FunctionCmdletMessages.CommandUnknown, name);

    // From a job or another machine: what the model reads is whole but for examples, the command stayed behind.
    private static GigaChatFunction? Revive(PSObject item)
    {
        if (!item.TypeNames.Contains("Deserialized." + typeof(GigaChatFunction).FullName))
            return null;
        string name = Of(nameof(GigaChatFunction.Name))!;
        return new GigaChatFunction(name, Of(nameof(GigaChatFunction.Description)), Of(nameof(GigaChatFunction.Parameters)))
        {
            ReturnParameters = Of(nameof(GigaChatFunction.ReturnParameters)),
        };

        string? Of(string property) => item.Properties[property]?.Value as string;
    }

    private static GigaChatException Wrong(string message, object value)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, value));
}
