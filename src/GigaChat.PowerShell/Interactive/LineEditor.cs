namespace GigaChat.Commands.Interactive;

/// <summary>
/// A line that is being typed, with its history. PowerShell's own ReadLine has no history on Linux and macOS and
/// repeats a line on the screen that is longer than that; PSReadLine waits for the other quote of "don't".
/// </summary>
internal sealed class LineEditor
{
    private readonly List<string> _history = [];
    private int _place;
    private string _draft = "";

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

    /// <summary>Takes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="moreFollows">Other keys are waiting: then Enter is a line break of a pasted text.</param>
    public LineEditResult ProcessKey(ConsoleKeyInfo key, bool moreFollows)
    {
        bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.Enter when moreFollows:
                Insert('\n');
                break;
            case ConsoleKey.Enter:
                Remember();
                return LineEditResult.Accepted;
            case ConsoleKey.C when control && Text.Length == 0:
            case ConsoleKey.D when control && Text.Length == 0:
                return LineEditResult.Cancelled;
            case ConsoleKey.C when control:
            case ConsoleKey.Escape:
                Set("");
                break;
            case ConsoleKey.Backspace:
                Remove(Before(), Cursor);
                break;
            case ConsoleKey.Delete:
            case ConsoleKey.D when control:
                Remove(Cursor, After());
                break;
            case ConsoleKey.U when control:
                Remove(0, Cursor);
                break;
            case ConsoleKey.K when control:
                Remove(Cursor, Text.Length);
                break;
            case ConsoleKey.W when control:
                Remove(WordBefore(), Cursor);
                break;
            case ConsoleKey.LeftArrow:
                Cursor = control ? WordBefore() : Before();
                break;
            case ConsoleKey.RightArrow:
                Cursor = control ? WordAfter() : After();
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when control:
                Cursor = 0;
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when control:
                Cursor = Text.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_place - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_place + 1);
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    Insert(key.KeyChar);
                break;
        }
        return LineEditResult.Continue;
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

    // A character beyond the first plane is two units, and goes as one.
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
