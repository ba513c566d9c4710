using GigaChat.Commands.Interactive;

namespace GigaChat.Commands.Tests.Interactive;

public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    public LineEditorTests() => _editor.StartLine();

    [Fact]
    public void Text_is_typed_and_mended_in_the_middle()
    {
        Type("Привет мир");
        Press(ConsoleKey.Home);
        Press(ConsoleKey.RightArrow, ConsoleModifiers.Control);
        Press(ConsoleKey.LeftArrow);
        Type(",");
        Assert.Equal("Привет, мир", _editor.Text);
        Press(ConsoleKey.Backspace);
        Press(ConsoleKey.Delete);
        Assert.Equal("Приветмир", _editor.Text);
        Assert.Equal(6, _editor.Cursor);
    }

    [Fact]
    public void A_character_of_two_units_goes_as_one()
    {
        Type("а🙂б");
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.LeftArrow);
        Assert.Equal(1, _editor.Cursor);
        Press(ConsoleKey.Delete);
        Assert.Equal("аб", _editor.Text);
        Press(ConsoleKey.End);
        Type("🙂");
        Press(ConsoleKey.Backspace);
        Assert.Equal("аб", _editor.Text);
    }

    [Fact]
    public void Tab_brings_one_completion_after_the_other_and_of_a_pasted_text_stays_a_tab()
    {
        var editor = new LineEditor(static text => text == "/м" ? ["/модель", "/мост"] : []);
        editor.StartLine();
        foreach (char c in "/м")
            editor.ProcessKey(new ConsoleKeyInfo(c, 0, false, false, false), false);
        var tab = new ConsoleKeyInfo('\t', ConsoleKey.Tab, false, false, false);
        editor.ProcessKey(tab, false);
        Assert.Equal("/модель", editor.Text);
        editor.ProcessKey(tab, false);
        Assert.Equal("/мост", editor.Text);
        editor.ProcessKey(tab, false);
        Assert.Equal("/модель", editor.Text);
        editor.ProcessKey(new ConsoleKeyInfo('\t', ConsoleKey.Tab, true, false, false), false);
        Assert.Equal("/мост", editor.Text);
        editor.ProcessKey(tab, moreFollows: true);
        Assert.Equal("/мост\t", editor.Text);
    }

    [Fact]
    public void Parts_are_removed_with_the_usual_keys()
    {
        Type("раз два три");
        Press(ConsoleKey.W, ConsoleModifiers.Control);
        Assert.Equal("раз два ", _editor.Text);
        Press(ConsoleKey.LeftArrow, ConsoleModifiers.Control);
        Press(ConsoleKey.K, ConsoleModifiers.Control);
        Assert.Equal("раз ", _editor.Text);
        Press(ConsoleKey.U, ConsoleModifiers.Control);
        Assert.Equal("", _editor.Text);
        Press(ConsoleKey.Backspace);
        Press(ConsoleKey.Delete);
        Press(ConsoleKey.LeftArrow);
        Assert.Equal((0, ""), (_editor.Cursor, _editor.Text));
    }

    [Fact]
    public void Earlier_lines_come_back_and_the_draft_is_kept()
    {
        foreach (string line in new[] { "раз", "раз", " ", "два" })
        {
            _editor.StartLine();
            Type(line);
            Assert.Equal(LineEditResult.Accepted, Press(ConsoleKey.Enter));
        }
        _editor.StartLine();
        Type("черновик");
        List<string> seen = [];
        foreach (ConsoleKey key in new[
            ] { ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.DownArrow, ConsoleKey.DownArrow,
            ConsoleKey.DownArrow })
        {
            Press(key);
            seen.Add(_editor.Text);
        }
        Assert.Equal(["два", "раз", "раз", "два", "черновик", "черновик"], seen);
        Assert.Equal(8, _editor.Cursor);
    }

    [Fact]
    public void Ctrl_C_empties_the_line_first_and_leaves_then()
    {
        Type("передумал");
        Assert.Equal(LineEditResult.Continue, Press(ConsoleKey.C, ConsoleModifiers.Control));
        Assert.Equal("", _editor.Text);
        Assert.Equal(LineEditResult.Cancelled, Press(ConsoleKey.C, ConsoleModifiers.Control));
        Assert.Equal(LineEditResult.Cancelled, Press(ConsoleKey.D, ConsoleModifiers.Control));
    }

    [Fact]
    public void Enter_within_a_paste_is_a_line_break()
    {
        Type("раз");
        Assert.Equal(
            LineEditResult.Continue,
            _editor.ProcessKey(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false), moreFollows: true));
        Type("два");
        Assert.Equal(LineEditResult.Accepted, Press(ConsoleKey.Enter));
        Assert.Equal("раз\nдва", _editor.Text);
    }

    [Fact]
    public void Keys_without_a_character_change_nothing()
    {
        Press(ConsoleKey.F5);
        Press(ConsoleKey.Tab, character: '\t');
        Assert.Equal("", _editor.Text);
    }

    private void Type(string text)
    {
        foreach (char c in text)
            _editor.ProcessKey(new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false), moreFollows: false);
    }

    private LineEditResult Press(ConsoleKey key, ConsoleModifiers modifiers = 0, char character = '\0')
        => _editor.ProcessKey(
            new ConsoleKeyInfo(character, key, false, false, modifiers.HasFlag(ConsoleModifiers.Control)), moreFollows: false);
}
