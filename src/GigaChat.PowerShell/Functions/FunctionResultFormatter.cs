using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Functions;

/// <summary>What a command brought, as JSON for the model.</summary>
internal static class FunctionResultFormatter
{
    // Objects of the system as their view shows them: a process has some seventy properties, and most of them are noise.
    private static readonly ScriptBlock ToJson = ScriptBlock.Create(
        """
        param($items)
        $shown = foreach ($item in $items) {
            $names = $item.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames
            if ($item -is [TimeSpan]) { "$item" }
            elseif ($names) { Microsoft.PowerShell.Utility\Select-Object -InputObject $item -Property $names }
            elseif ($null -eq $item -or $item -is [string] -or $item -is [ValueType]) { , $item }
            elseif ($item -is [System.Collections.IEnumerable]) { , $item }
            elseif ($item.PSObject.BaseObject -is [System.Management.Automation.PSCustomObject]) { , $item }
            else { Microsoft.PowerShell.Utility\Select-Object -InputObject $item -Property * }
        }
        Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $shown -Compress -Depth 5 -EnumsAsStrings -WarningAction Ignore
        """);

    /// <summary>One object as it is, several as an array, none as null. A string that is JSON itself is taken as that.</summary>
    public static string From(IReadOnlyList<object?> items)
    {
        if (items is [var single] && single.Unwrap() is string text && text.AsSpan().TrimStart() is ['{' or '[', ..])
            return text;
        // Of a reply to a nested prompt the model gets the text.
        object?[] shown = [.. items.Select(static item => item.Unwrap() is ChatReply reply ? reply.Text : item)];
        return string.Concat(ToJson.Invoke((object)shown));
    }
}
