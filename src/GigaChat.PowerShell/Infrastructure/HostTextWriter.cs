using System.Management.Automation;
using System.Reflection;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Text for the screen as it comes: on the information stream, as Write-Host does it.</summary>
/// <param name="cmdlet">Whose stream it is.</param>
internal sealed class HostTextWriter(Cmdlet cmdlet)
{
    private static readonly string[] HostTags = ["PSHOST"];

    /// <summary>False where the stream leads elsewhere: 6&gt;$null, 6&gt;&amp;1, -InformationAction Ignore, in a job.</summary>
    public bool IsVisible { get; } = ReadInternalProperty(cmdlet, "InformationOutputPipe") is null
        && ReadInternalProperty(cmdlet, "InformationPreference") is not ActionPreference.Ignore;

    /// <summary>Shows text and stays on its line.</summary>
    public void Write(string text) => Write(text, endLine: false);

    /// <summary>Ends the line.</summary>
    public void EndLine() => Write("", endLine: true);

    private void Write(string text, bool endLine)
        => cmdlet.WriteInformation(new HostInformationMessage { Message = text, NoNewLine = !endLine }, HostTags);

    // These properties are internal. Where a later PowerShell has no such property, the stream counts as visible, which it mostly is.
    private static object? ReadInternalProperty(Cmdlet cmdlet, string property)
        => cmdlet.CommandRuntime.GetType()
            .GetProperty(property, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(cmdlet.CommandRuntime);
}
