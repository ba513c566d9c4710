using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace GigaChat.Commands.Functions;

/// <summary>What the help of a command says about it and its parameters.</summary>
internal sealed partial class CommandHelp
{
    // Without help Get-Help generates a synopsis from the syntax, which the schema describes better.
    private static readonly ScriptBlock GetHelp = ScriptBlock.Create(
        """
        param($name)
        $help = Microsoft.PowerShell.Core\Get-Help -Name $name -Full -ErrorAction Ignore -WarningAction Ignore |
            Microsoft.PowerShell.Utility\Select-Object -First 1
        $found = @{}
        if ("$($help.Synopsis)" -notmatch "^\s*$([regex]::Escape($help.Name))\s") { $found[''] = "$($help.Synopsis)" }
        foreach ($parameter in $help.parameters.parameter) {
            if ($parameter.description) { $found[$parameter.name] = ($parameter.description.Text -join ' ') }
        }
        $found
        """);

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
            if (GetHelp.Invoke(name) is [{ BaseObject: System.Collections.IDictionary texts }])
            {
                foreach (System.Collections.DictionaryEntry text in texts)
                    help.Add((string)text.Key, text.Value as string);
            }
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

    private void Add(string name, string? text)
    {
        string? line = text is null ? null : Spaces().Replace(text, " ").Trim();
        if (!string.IsNullOrEmpty(line))
            _texts[name] = line;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
