using System.Management.Automation;
using System.Xml;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Objects of the pipeline as text for a prompt.</summary>
internal static class PromptObjectFormatter
{
    private static readonly ScriptBlock ToJson = ScriptBlock.Create(
        """
        param($item)
        Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $item -Compress -Depth 4 -EnumsAsStrings -WarningAction Ignore
        """);

    // ConvertTo-Json writes mostly the engine's state of an error record; this is its message, position and causes.
    private static readonly ScriptBlock ToErrorText = ScriptBlock.Create(
        """
        param($e)
        $lines = @($e.Exception.Message; "FullyQualifiedErrorId: $($e.FullyQualifiedErrorId)"; "CategoryInfo: $($e.CategoryInfo)")
        if ($e.InvocationInfo.PositionMessage) { $lines += $e.InvocationInfo.PositionMessage }
        if ($e.ScriptStackTrace) { $lines += $e.ScriptStackTrace }
        for ($x = $e.Exception.InnerException; $x; $x = $x.InnerException) {
            $lines += "InnerException: $($x.GetType().FullName): $($x.Message)"
        }
        $lines -join "`n"
        """);

    /// <summary>Strings as they are, errors as text, everything else as one line of JSON.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    /// <exception cref="GigaChatException">It cannot be written as JSON.</exception>
    public static string From(object item)
    {
        object value = item.Unwrap();
        return value switch
        {
            string text => text,
            ChatReply or ChatChunk or ScriptBlock => value.ToString()!,
            XmlNode node => node.OuterXml,
            ErrorRecord => Run(ToErrorText, value),
            Exception e => Run(ToErrorText, new ErrorRecord(e, e.GetType().Name, ErrorCategory.NotSpecified, null)),
            _ => Run(ToJson, item),
        };
    }

    private static string Run(ScriptBlock script, object argument)
    {
        try
        {
            return string.Concat(script.Invoke(argument).Select(static line => line?.ToString()));
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.ObjectNotJson, e.Message), e);
        }
    }
}
