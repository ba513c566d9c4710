using System.Text;

namespace GigaChat.Commands.Interactive;

/// <summary>
/// Tells pasted text from keys. A terminal in bracketed paste mode sends <c>ESC [ 200 ~</c> before pasted text and <c>ESC [ 201 ~</c>
/// after it (xterm's control sequences, "Bracketed Paste Mode"), so a line break or a tab between the two is text, however slowly it comes.
/// <see cref="Console.ReadKey(bool)"/> does not know these sequences and returns their characters one by one.
/// </summary>
/// <param name="keyboard">The keys.</param>
internal sealed class PasteReader(IKeyboard keyboard)
{
    /// <summary>Makes a terminal mark pasted text; terminals that cannot do it ignore the sequence.</summary>
    public const string EnableMode = "\u001b[?2004h";

    /// <summary>Ends <see cref="EnableMode"/>.</summary>
    public const string DisableMode = "\u001b[?2004l";

    private const char Escape = '\u001b';
    private const string StartMark = "200~";
    private const string EndMark = "\u001b[201~";

    // The characters of a sequence are sent together; over a slow line they may still come apart.
    private static readonly TimeSpan SequenceTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);
    private static readonly ConsoleKeyInfo Backspace = new('\b', ConsoleKey.Backspace, false, false, false);

    // Keys that were read too far; the next one is on top.
    private readonly Stack<ConsoleKeyInfo> _pending = new();
    private readonly StringBuilder _piece = new();
    private bool _isPasting;
    private bool _isAfterBracket;
    private int _matched;
    private bool _endsWithReturn;

    /// <summary>More can be read without waiting.</summary>
    public bool IsMoreAvailable => _pending.Count > 0 || keyboard.IsKeyAvailable;

    /// <summary>Waits for a key or for a piece of pasted text.</summary>
    public TypedInput Read()
    {
        while (!_isPasting)
        {
            ConsoleKeyInfo key = Next();
            // The bracket of a mark was taken for a key, because the rest came too late.
            if (_isAfterBracket && key.KeyChar == StartMark[0] && TakeMark(1, SequenceTimeout))
                return new TypedInput(Backspace, null);
            if (TakeSequence(key))
                continue;
            _isAfterBracket = key.KeyChar == '[' && !IsMoreAvailable;
            return new TypedInput(key, null);
        }
        return ReadPiece();
    }

    private ConsoleKeyInfo Next() => _pending.TryPop(out ConsoleKeyInfo key) ? key : keyboard.Read()!.Value;

    private ConsoleKeyInfo? NextWithin(TimeSpan timeout) => _pending.TryPop(out ConsoleKeyInfo key) ? key : keyboard.Read(timeout);

    // Where "ESC [" is all that has come so far, Console.ReadKey takes it for Alt and returns the bracket alone. So a bracket may
    // begin the mark as well; what follows then must be there soon.
    private bool TakeSequence(ConsoleKeyInfo first)
    {
        if (first.KeyChar == '[')
            return TakeMark(0, SequenceTimeout);
        if (first.KeyChar != Escape || NextWithin(SequenceTimeout) is not { } second)
            return false;
        if (second.KeyChar != '[')
        {
            _pending.Push(second);
            return false;
        }
        // Both characters: no person types them within the time. Nothing of another sequence, of a key that has no meaning here, is text.
        if (!TakeMark(0, QuietTime))
            SkipSequence();
        return true;
    }

    // Takes the rest of the mark that begins a paste, or nothing.
    private bool TakeMark(int matched, TimeSpan timeout)
    {
        List<ConsoleKeyInfo> taken = [];
        while (matched < StartMark.Length && NextWithin(timeout) is { } key)
        {
            taken.Add(key);
            if (key.KeyChar != StartMark[matched])
                break;
            matched++;
        }
        if (matched == StartMark.Length)
        {
            (_isPasting, _matched, _endsWithReturn) = (true, 0, false);
            return true;
        }
        for (int i = taken.Count - 1; i >= 0; i--)
            _pending.Push(taken[i]);
        return false;
    }

    // A sequence has parameters below "@" and ends with the first character that is none.
    private void SkipSequence()
    {
        while (NextWithin(SequenceTimeout) is { } key)
        {
            if (key.KeyChar is >= ' ' and < '@')
                continue;
            if (key.KeyChar is < '@' or > '~')
                _pending.Push(key);
            return;
        }
    }

    private TypedInput ReadPiece()
    {
        _piece.Clear();
        ConsoleKeyInfo? first = NextWithin(QuietTime);
        ConsoleKeyInfo key = first ?? Next();
        // A terminal that never sends the end of a paste would keep the line for ever. Ctrl+C alone, after a silence, was pressed.
        if (first is null && key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control } && !IsMoreAvailable)
        {
            _isPasting = false;
            return new TypedInput(key, null);
        }
        while (true)
        {
            Append(key.KeyChar);
            if (!_isPasting || !IsMoreAvailable)
                return new TypedInput(null, _piece.ToString());
            key = Next();
        }
    }

    private void Append(char c)
    {
        if (c == EndMark[_matched])
        {
            if (++_matched == EndMark.Length)
                _isPasting = false;
            return;
        }
        // What looked like the end is text.
        for (int i = 0; i < _matched; i++)
            AppendText(EndMark[i]);
        _matched = 0;
        // ESC may have been lost here as well: see TakeSequence. Only where the piece ends with the bracket.
        if (c == Escape || (c == '[' && !IsMoreAvailable))
            _matched = c == Escape ? 1 : 2;
        else
            AppendText(c);
    }

    // Terminals send a carriage return for each line break. Other control characters, such as those that begin a sequence, would be
    // carried out by the terminal that shows the line, and mean nothing to the model.
    private void AppendText(char c)
    {
        bool isSecondHalf = c == '\n' && _endsWithReturn;
        _endsWithReturn = c == '\r';
        if (isSecondHalf)
            return;
        if (c is '\r' or '\n')
            _piece.Append('\n');
        else if (c == '\t' || !char.IsControl(c))
            _piece.Append(c);
    }
}
