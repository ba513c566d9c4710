using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Text for the screen as it arrives: on the information stream, as Write-Host writes it.</summary>
/// <param name="cmdlet">The owner of the stream.</param>
internal sealed class HostTextWriter(Cmdlet cmdlet) : IHostTextWriter
{
    private static readonly string[] HostTags = ["PSHOST"];

    /// <summary>False where the stream leads elsewhere: 6&gt;$null, 6&gt;&amp;1, -InformationAction Ignore, in a job.</summary>
    public bool IsVisible { get; } = PowerShellInternals.IsInformationVisible(cmdlet);

    /// <summary>Shows text and stays on its line.</summary>
    public void Write(string text) => Write(text, endLine: false);

    /// <summary>Ends the line.</summary>
    public void EndLine() => Write("", endLine: true);

    private void Write(string text, bool endLine)
        => cmdlet.WriteInformation(new HostInformationMessage { Message = text, NoNewLine = !endLine }, HostTags);
}
