namespace GigaChat.Commands.Interactive;

/// <summary>
/// A line that is being typed, with its history. PowerShell's own ReadLine has no history on Linux and macOS and
/// repeats a line that is longer than the screen; PSReadLine waits for the closing quote of "don't".
/// </summary>
/// <param name="complete">What the text up to the cursor can become, for Tab; null for nothing.</param>
internal sealed class LineEditor(Func<string, IReadOnlyList<string>>? complete = null)
{
    // Keys with or without Ctrl.
    private static readonly Dictionary<ConsoleKey, Action<LineEditor>> Keys = new()
    {
        [ConsoleKey.Enter] = static line => line.Insert('\n'),
        [ConsoleKey.Escape] = static line => line.Set(""),
        [ConsoleKey.Backspace] = static line => line.Remove(line.Before(), line.Cursor),
        [ConsoleKey.Delete] = static line => line.Remove(line.Cursor, line.After()),
        [ConsoleKey.LeftArrow] = static line => line.Cursor = line.Before(),
        [ConsoleKey.RightArrow] = static line => line.Cursor = line.After(),
        [ConsoleKey.Home] = static line => line.Cursor = 0,
        [ConsoleKey.End] = static line => line.Cursor = line.Text.Length,
        [ConsoleKey.UpArrow] = static line => line.Recall(line._place - 1),
        [ConsoleKey.DownArrow] = static line => line.Recall(line._place + 1),
    };

    // Keys with Ctrl; they take precedence.
    private static readonly Dictionary<ConsoleKey, Action<LineEditor>> ControlKeys = new()
    {
        [ConsoleKey.A] = static line => line.Cursor = 0,
        [ConsoleKey.C] = static line => line.Set(""),
        [ConsoleKey.D] = static line => line.Remove(line.Cursor, line.After()),
        [ConsoleKey.E] = static line => line.Cursor = line.Text.Length,
        [ConsoleKey.K] = static line => line.Remove(line.Cursor, line.Text.Length),
        [ConsoleKey.U] = static line => line.Remove(0, line.Cursor),
        [ConsoleKey.W] = static line => line.Remove(line.WordBefore(), line.Cursor),
        [ConsoleKey.LeftArrow] = static line => line.Cursor = line.WordBefore(),
        [ConsoleKey.RightArrow] = static line => line.Cursor = line.WordAfter(),
    };

    private readonly List<string> _history = [];
    private int _place;
    private string _draft = "";
    private IReadOnlyList<string> _completions = [];
    private int _completion;

    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The place in it where the next character goes.</summary>
    public int Cursor { get; private set; }

    /// <summary>Begins the next line.</summary>
    public void StartLine()
    {
        Set("");
        _place = _history.Count;
    }

    /// <summary>Applies a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="moreFollows">Other keys are waiting: then Enter is a line break of a pasted text.</param>
    public LineEditResult ProcessKey(ConsoleKeyInfo key, bool moreFollows)
    {
        bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        if (key.Key == ConsoleKey.Enter && !moreFollows)
        {
            Remember();
            return LineEditResult.Accepted;
        }
        if (control && Text.Length == 0 && key.Key is ConsoleKey.C or ConsoleKey.D)
            return LineEditResult.Cancelled;

        if (key.Key == ConsoleKey.Tab && !control)
        {
            // Of a pasted text a tab is a character like any other.
            if (moreFollows)
                Insert('\t');
            else
                CompleteWord(backwards: key.Modifiers.HasFlag(ConsoleModifiers.Shift));
            return LineEditResult.Continue;
        }
        _completions = [];
        if ((control && ControlKeys.TryGetValue(key.Key, out Action<LineEditor>? edit)) || Keys.TryGetValue(key.Key, out edit))
            edit(this);
        else if (!char.IsControl(key.KeyChar))
            Insert(key.KeyChar);
        return LineEditResult.Continue;
    }

    /// <summary>Inserts pasted text; a line break in it does not finish the line.</summary>
    public void Paste(string text)
    {
        _completions = [];
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    // Each further Tab brings the next one; after the last comes the first.
    private void CompleteWord(bool backwards)
    {
        if (_completions.Count == 0)
        {
            _completions = Cursor == Text.Length && complete is not null ? complete(Text) : [];
            _completion = backwards ? 0 : -1;
        }
        if (_completions.Count == 0)
            return;
        _completion = (_completion + (backwards ? -1 : 1) + _completions.Count) % _completions.Count;
        Set(_completions[_completion]);
    }

    private void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    private void Insert(char c)
    {
        Text = Text.Insert(Cursor, c.ToString());
        Cursor++;
    }

    private void Remove(int from, int to)
    {
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    // A character outside of the Basic Multilingual Plane takes two UTF-16 units, which stay together.
    private int Before() => Cursor > 1 && char.IsSurrogatePair(Text, Cursor - 2) ? Cursor - 2 : Math.Max(0, Cursor - 1);

    private int After() => Cursor + 1 < Text.Length && char.IsSurrogatePair(Text, Cursor) ? Cursor + 2 : Math.Min(Text.Length, Cursor + 1);

    private int WordBefore()
    {
        int place = Cursor;
        while (place > 0 && char.IsWhiteSpace(Text[place - 1]))
            place--;
        while (place > 0 && !char.IsWhiteSpace(Text[place - 1]))
            place--;
        return place;
    }

    private int WordAfter()
    {
        int place = Cursor;
        while (place < Text.Length && !char.IsWhiteSpace(Text[place]))
            place++;
        while (place < Text.Length && char.IsWhiteSpace(Text[place]))
            place++;
        return place;
    }

    private void Remember()
    {
        if (!string.IsNullOrWhiteSpace(Text) && (_history.Count == 0 || _history[^1] != Text))
            _history.Add(Text);
    }

    private void Recall(int place)
    {
        if (place < 0 || place > _history.Count)
            return;
        if (_place == _history.Count)
            _draft = Text;
        _place = place;
        Set(place == _history.Count ? _draft : _history[place]);
    }
}
