using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Markdown;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Interactive;

/// <summary>The two ends of the interactive chat: what a person types, and what they see.</summary>
/// <param name="host">The host.</param>
/// <param name="style"><c>$PSStyle</c>.</param>
/// <param name="stop">Ends the reading.</param>
internal sealed class ChatConsole(PSHost host, object? style, CancellationToken stop)
{
    private const int MaxPromptLength = 60;

    // "WARNING: ", which the host writes before the text.
    private const int WarningPrefix = 9;
    private ConsoleLineReader? _keyboard;
    private TextStream? _answer;

    /// <summary>PowerShell's own console; other hosts keep the keyboard to themselves, and a command of the model gets none.</summary>
    public bool HasKeyboard => host.Name == "ConsoleHost" && !UnattendedHost.IsActive;

    /// <summary>Ends at once where nobody can type, before anything is shown.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.NotInteractive"/>.</exception>
    public void EnsureCanRead()
    {
        bool isNonInteractive = host.Name == "ConsoleHost" && PowerShellCommandLine.IsNonInteractive;
        if (host.UI is null || isNonInteractive || host.Name is "ServerRemoteHost" or "Default Host")
            throw new GigaChatException(GigaChatErrorKind.NotInteractive, InteractiveMessages.NotInteractive);
    }

    /// <summary>Reads a line, with history.</summary>
    /// <param name="prompt">What stands before the line.</param>
    /// <param name="complete">What the text up to the cursor can become, for Tab.</param>
    /// <returns>The line, or null where the input has ended, or the person wants to leave.</returns>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.NotInteractive"/> where no input can be typed.</exception>
    public string? Read(string prompt, Func<string, IReadOnlyList<string>> complete)
    {
        prompt = VisibleText.OneLine(prompt, MaxPromptLength);
        try
        {
            if (host.UI is null)
                throw new PSInvalidOperationException();
            if (HasKeyboard && ConsoleLineReader.IsUsable)
                return (_keyboard ??= new ConsoleLineReader(host.UI.Write, complete, stop)).Read(prompt + "> ");
            host.UI.Write(prompt + "> ");
            return ReadLines();
        }
        catch (Exception e) when (e is InvalidOperationException or HostException or NotImplementedException)
        {
            throw new GigaChatException(GigaChatErrorKind.NotInteractive, InteractiveMessages.NotInteractive, e);
        }
    }

    // Windows' console edits the line by itself and returns pasted lines one by one: those after the first wait in its buffer already.
    private string? ReadLines()
    {
        string? text = host.UI.ReadLine();
        while (text is not null && OperatingSystem.IsWindows() && HasKeyboard && !Console.IsInputRedirected && Console.KeyAvailable
            && host.UI.ReadLine() is { } line)
            text += "\n" + line;
        return text;
    }

    /// <summary>Shows a piece of an answer.</summary>
    public void Write(string text)
    {
        if (_answer is null)
        {
            var screen = Screen.Of(host, style);
            _answer = new TextStream(host.UI.Write, screen.Width, screen.Palette);
        }
        _answer.Append(text);
    }

    /// <summary>Ends an answer, whole or not, and its line.</summary>
    public void EndAnswer()
    {
        _answer?.Finish();
        if (_answer is { IsLineOpen: true })
            host.UI.WriteLine();
        _answer = null;
    }

    /// <summary>Empties the screen.</summary>
    public void Clear()
    {
        if (HasKeyboard && !Console.IsOutputRedirected)
            Console.Clear();
    }

    public void WriteLine(string text = "") => host.UI.WriteLine(Wrap(text));

    /// <summary>Writes a line that is not part of the conversation; dim where the screen has styles.</summary>
    public void WriteNote(string text)
    {
        var line = new StringBuilder();
        AnsiPalette? palette = Screen.Of(host, style).Palette;
        palette?.AppendTo(line, TextStyles.Faint);
        line.Append(VisibleText.OneLine(text)).Append(palette?.Reset);
        host.UI.WriteLine(line.ToString());
    }

    public void Warn(string text) => host.UI.WriteWarningLine(Wrap(text, WarningPrefix));

    public void WriteError(string text) => host.UI.WriteErrorLine(Wrap(text));

    // A terminal breaks lines in the middle of words.
    private string Wrap(string text, int prefix = 0)
    {
        int width = Screen.Of(host, style).Width - 1 - prefix;
        return string.Join('\n', VisibleText.Lines(text).Split('\n').SelectMany(line => TextWrap.BreakColumns(line, width)));
    }
}
