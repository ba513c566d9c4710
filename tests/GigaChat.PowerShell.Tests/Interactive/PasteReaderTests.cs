using System.Text;
using GigaChat.Commands.Interactive;

namespace GigaChat.Commands.Tests.Interactive;

public sealed class PasteReaderTests
{
    private const string Start = "\u001b[200~";
    private const string End = "\u001b[201~";
    private const string Pasted = Start + "раз\r\nдва\tтри\rчетыре" + End;

    public static TheoryData<int> Places => [.. Enumerable.Range(1, Pasted.Length - 1)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Pasted_text_is_one_text_wherever_its_pieces_come_apart(int place)
    {
        var keyboard = new Keyboard(Pasted[..place], Pasted[place..], "\r") { Gap = TimeSpan.FromMilliseconds(500) };
        Assert.Equal("раз\nдва\tтри\nчетыре", ReadLine(keyboard));
    }

    [Fact]
    public void A_person_may_wait_longer_than_any_time_limit_before_the_rest_of_a_pasted_text_comes()
    {
        var keyboard = new Keyboard(Start + "раз\r", "два", End, "\r") { Gap = TimeSpan.FromMinutes(5) };
        Assert.Equal("раз\nдва", ReadLine(keyboard));
    }

    [Fact]
    public void Control_characters_of_a_pasted_text_are_left_out()
    {
        string evil = "а\u001b]52;c;ZQ==\u0007б\u001b[2Jв\u0003г\u0004д\u0008е\u007fж\u009b31mз\u001b[201й\0";
        Assert.Equal("а]52;c;ZQ==б[2Jвгдеж31mз[201й", ReadLine(new Keyboard(Start + evil + End, "\r")));
    }

    [Fact]
    public void A_bracket_is_a_bracket_and_escape_is_escape()
    {
        Assert.Equal("а[2]б", ReadLine(new Keyboard("а[2]б", "\r")));
        Assert.Equal("[200x", ReadLine(new Keyboard("[200x", "\r")));
        Assert.Equal("[", ReadLine(new Keyboard("[", "\r")));
        Assert.Equal("[200", ReadLine(new Keyboard("[", "2", "00", "\r")));
        Assert.Equal("б", ReadLine(new Keyboard("а", "\u001b", "б", "\r")));
    }

    [Fact]
    public void A_bracket_at_the_end_of_a_piece_stays_in_the_text()
        => Assert.Equal("a[0] [201", ReadLine(new Keyboard(Start + "a[", "0] [", "201" + End, "\r")));

    [Fact]
    public void Nothing_of_a_sequence_that_has_no_meaning_is_text()
        => Assert.Equal("аб", ReadLine(new Keyboard("а\u001b[57358;5uб", "\u001b[201~", "\r")));

    [Fact]
    public void Control_C_ends_a_paste_whose_end_never_comes()
    {
        var keyboard = new Keyboard(Start + "раз\r", "\u0003", "два\r") { Gap = TimeSpan.FromSeconds(2) };
        Assert.Equal("два", ReadLine(keyboard));
    }

    // As the line reader of the console does it.
    private static string ReadLine(Keyboard keyboard)
    {
        var reader = new PasteReader(keyboard);
        var editor = new LineEditor();
        editor.StartLine();
        while (true)
        {
            TypedInput input = reader.Read();
            if (input.Pasted is { } pasted)
                editor.Paste(pasted);
            else if (editor.ProcessKey(input.Key!.Value, reader.IsMoreAvailable) != LineEditResult.Continue)
                return editor.Text;
        }
    }

    /// <summary>A terminal whose characters come in pieces, with what Console.ReadKey makes of them.</summary>
    private sealed class Keyboard(params string[] pieces) : IKeyboard
    {
        private readonly Queue<string> _pieces = new(pieces);
        private readonly StringBuilder _buffer = new();
        private TimeSpan _waited;

        public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(500);

        public bool IsKeyAvailable => _buffer.Length > 0;

        public ConsoleKeyInfo? Read(TimeSpan? timeout = null)
        {
            if (_buffer.Length == 0)
            {
                if (timeout is { } limit && (_waited += limit) < Gap)
                    return null;
                _waited = TimeSpan.Zero;
                _buffer.Append(_pieces.Dequeue());
            }
            // Console.ReadKey takes ESC and one more character, where no further ones are there, for Alt and that character.
            if (_buffer.Length == 2 && _buffer[0] == '\u001b')
                _buffer.Remove(0, 1);
            char c = _buffer[0];
            _buffer.Remove(0, 1);
            ConsoleKey key = c switch
            {
                '\r' or '\n' => ConsoleKey.Enter,
                '\t' => ConsoleKey.Tab,
                '\u001b' => ConsoleKey.Escape,
                '\b' or '\u007f' => ConsoleKey.Backspace,
                >= '\u0001' and <= '\u001a' => ConsoleKey.A + (c - 1),
                _ => default,
            };
            bool isControl = key is >= ConsoleKey.A and <= ConsoleKey.Z;
            return new ConsoleKeyInfo(c, key, shift: false, alt: false, isControl);
        }
    }
}
