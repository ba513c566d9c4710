namespace GigaChat.Commands.Interactive;

/// <summary>Reads lines from the keyboard of a terminal, drawn with its control sequences.</summary>
/// <param name="write">Writes to the terminal.</param>
/// <param name="complete">What the text up to the cursor can become, for Tab.</param>
/// <param name="stop">Ends the reading.</param>
internal sealed class ConsoleLineReader(Action<string> write, Func<string, IReadOnlyList<string>> complete, CancellationToken stop)
{
    private readonly LineEditor _editor = new(complete);
    private readonly PasteReader _input = new(new ConsoleKeyboard(stop));
    private int _cursorRow;

    /// <summary>There is a keyboard and a screen. On Windows the console itself edits lines and keeps their history.</summary>
    public static bool IsUsable
        => !OperatingSystem.IsWindows() && !Console.IsInputRedirected && !Console.IsOutputRedirected && Console.WindowWidth > 20
            && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Reads a line.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <returns>The line; null where the person wants to leave.</returns>
    public string? Read(string prompt)
    {
        _editor.StartLine();
        _cursorRow = 0;
        Console.TreatControlCAsInput = true;
        try
        {
            // Past the host, which may keep what it writes in a transcript.
            Console.Write(PasteReader.EnableMode);
            Draw(prompt);
            return Edit(prompt);
        }
        finally
        {
            // Also after errors and when the pipeline is stopped: the shell after this would get the marks as text.
            Console.Write(PasteReader.DisableMode);
            Console.TreatControlCAsInput = false;
        }
    }

    private string? Edit(string prompt)
    {
        while (true)
        {
            TypedInput input = _input.Read();
            LineEditResult edit = LineEditResult.Continue;
            if (input.Key is { } key)
                edit = _editor.ProcessKey(key, _input.IsMoreAvailable);
            else
                _editor.Paste(input.Pasted!);
            if (edit == LineEditResult.Continue)
            {
                // What was pasted is drawn once.
                if (!_input.IsMoreAvailable)
                    Draw(prompt);
                continue;
            }
            Draw(prompt, atEnd: true);
            write("\r\n");
            return edit == LineEditResult.Accepted ? _editor.Text : null;
        }
    }

    // All movement is relative, so that it stays right when the screen scrolls.
    private void Draw(string prompt, bool atEnd = false)
    {
        int cursor = prompt.Length + (atEnd ? _editor.Text.Length : _editor.Cursor);
        var layout = new LineLayout(prompt + _editor.Text, cursor, Console.WindowWidth, Console.WindowHeight);
        string toBeginning = _cursorRow > 0 ? $"\u001b[{_cursorRow}A\r" : "\r";
        string up = layout.Row > layout.CursorRow ? $"\u001b[{layout.Row - layout.CursorRow}A" : "";
        string right = layout.CursorColumn > 0 ? $"\u001b[{layout.CursorColumn}C" : "";
        write($"{toBeginning}\u001b[J{layout.Output}{up}\r{right}");
        _cursorRow = layout.CursorRow;
    }
}
