using System.Management.Automation;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Functions;

namespace GigaChat.Commands;

/// <content>Functions and the form of the answer.</content>
public sealed partial class InvokeGigaChatCommand
{
    /// <summary>
    /// What the model may call: functions of New-GigaChatFunction, or commands (names, objects of Get-Command, script blocks).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(CommandCompleter))]
    [ValidateNotNullOrEmpty]
    public object[]? Function { get; set; }

    /// <summary>Auto: the model chooses (so with -Function). None: it calls nothing. A name: it must call that function.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FunctionChoiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? FunctionChoice { get; set; }

    /// <summary>Carries calls out, subject to -Confirm and -WhatIf, and goes on until the model answers.</summary>
    [Parameter]
    public SwitchParameter InvokeFunction { get; set; }

    /// <summary>The calls that are carried out for one prompt at most.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int MaximumFunctionRound { get; set; } = 8;

    /// <summary>The result of the function that the piped reply, or the last one of the conversation, asks for.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? FunctionResult { get; set; }

    /// <summary>The form of the answer: a JSON Schema (hashtable, JSON, path of a file) or a class.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SchemaCompleter))]
    [ValidateNotNull]
    public object? Schema { get; set; }

    /// <summary>Writes the object that the answer holds instead of the reply; arrays item by item.</summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }
}
