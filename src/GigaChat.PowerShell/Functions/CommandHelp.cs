using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using GigaChat.Commands.Infrastructure;
using Microsoft.PowerShell.Commands;

namespace GigaChat.Commands.Functions;

/// <summary>What the help of a command says about it and its parameters.</summary>
internal sealed partial class CommandHelp
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the command is for, or null.</summary>
    public string? Synopsis => Parameter("");

    /// <summary>Reads the help; comment-based help without the help system, which takes its time.</summary>
    public static CommandHelp Of(CommandInfo command)
    {
        var help = new CommandHelp();
        if (command is CmdletInfo cmdlet)
        {
            string name = string.IsNullOrEmpty(cmdlet.ModuleName) ? cmdlet.Name : $"{cmdlet.ModuleName}\\{cmdlet.Name}";
            help.AddFrom(NestedPipeline.Run("Get-Help", typeof(GetHelpCommand), ("Name", name), ("Full", true)));
            return help;
        }

        CommentHelpInfo? comment = (command switch
        {
            FunctionInfo function => function.ScriptBlock,
            ExternalScriptInfo script => script.ScriptBlock,
            _ => null,
        })?.Ast switch
        {
            FunctionDefinitionAst function => function.GetHelpContent(),
            ScriptBlockAst script => script.GetHelpContent(),
            _ => null,
        };
        if (comment is not null)
        {
            help.Add("", string.IsNullOrWhiteSpace(comment.Synopsis) ? comment.Description : comment.Synopsis);
            foreach ((string name, string text) in comment.Parameters)
                help.Add(name, text);
        }
        return help;
    }

    /// <summary>What a parameter is for, or null.</summary>
    public string? Parameter(string name) => _texts.GetValueOrDefault(name);

    private void AddFrom(IReadOnlyList<PSObject> found)
    {
        if (found is not [{ } help, ..])
            return;
        // Without help Get-Help generates a synopsis from the syntax, which the schema describes better.
        string synopsis = Text(help, "Synopsis");
        if (!synopsis.AsSpan().TrimStart().StartsWith(Text(help, "Name") + " ", StringComparison.OrdinalIgnoreCase))
            Add("", synopsis);
        foreach (PSObject parameter in List(List(help, "parameters").FirstOrDefault(), "parameter"))
            Add(Text(parameter, "name"), string.Join(' ', List(parameter, "description").Select(static part => Text(part, "Text"))));
    }

    private static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? "";

    private static PSObject[] List(PSObject? item, string property) => item?.Properties[property]?.Value switch
    {
        null => [],
        { } value when value.Unwrap() is object?[] all => [.. all.OfType<object>().Select(PSObject.AsPSObject)],
        { } value => [PSObject.AsPSObject(value)],
    };

    private void Add(string name, string? text)
    {
        string? line = text is null ? null : Spaces().Replace(text, " ").Trim();
        if (!string.IsNullOrEmpty(line))
            _texts[name] = line;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
