using System.Management.Automation;
using System.Management.Automation.Host;
using GigaChat.Resources;

namespace GigaChat.Commands.Interactive;

/// <summary>The two ends of the interactive chat: what a person types, and what they see.</summary>
/// <param name="host">The host.</param>
/// <param name="stop">Ends the reading.</param>
internal sealed class ChatConsole(PSHost host, CancellationToken stop)
{
    private ConsoleLineReader? _keyboard;

    /// <summary>PowerShell's own console; other hosts keep the keyboard to themselves.</summary>
    public bool HasKeyboard => host.Name == "ConsoleHost";

    /// <summary>Reads a line, with history.</summary>
    /// <returns>The line, or null where the input has ended, or the person wants to leave.</returns>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.NotInteractive"/> where no input can be typed.</exception>
    public string? Read(string prompt)
    {
        try
        {
            if (host.UI is null)
                throw new PSInvalidOperationException();
            if (HasKeyboard && ConsoleLineReader.IsUsable)
                return (_keyboard ??= new ConsoleLineReader(Write, stop)).Read(prompt + "> ");
            Write(prompt + "> ");
            return host.UI.ReadLine();
        }
        catch (Exception e) when (e is InvalidOperationException or HostException or NotImplementedException)
        {
            throw new GigaChatException(GigaChatErrorKind.NotInteractive, InteractiveMessages.NotInteractive, e);
        }
    }

    /// <summary>Shows text as it comes.</summary>
    public void Write(string text) => host.UI.Write(text);

    public void WriteLine(string text = "") => host.UI.WriteLine(text);

    public void Warn(string text) => host.UI.WriteWarningLine(text);

    public void WriteError(string text) => host.UI.WriteErrorLine(text);
}
