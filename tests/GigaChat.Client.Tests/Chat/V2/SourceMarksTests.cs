using GigaChat.Chat.V2;

namespace GigaChat.Tests.Chat.V2;

public sealed class SourceMarksTests
{
    [Theory]
    [InlineData("Да [sources=[1, 2]].", "Да [1][2].")]
    [InlineData("[sources=[12]]", "[12]")]
    [InlineData("[sources=[1,2,3, 5]] и [sources=[2]]", "[1][2][3][5] и [2]")]
    [InlineData("[[sources=[1]]]", "[[1]]")]
    [InlineData("[sources=[]]", "[sources=[]]")]
    [InlineData("[sources=[a]]", "[sources=[a]]")]
    [InlineData("[sources=[1] 2]", "[sources=[1] 2]")]
    [InlineData("[sources=[1", "[sources=[1")]
    [InlineData("массив[0] = [1, 2]", "массив[0] = [1, 2]")]
    [InlineData("[sources=[[sources=[7]]", "[sources=[[7]")]
    [InlineData("", "")]
    public void A_mark_becomes_its_numbers_wherever_the_text_is_cut(string text, string expected)
    {
        Assert.Equal(expected, SourceMarks.Replace(text));
        for (int first = 0; first <= text.Length; first++)
        {
            for (int second = first; second <= text.Length; second++)
            {
                var marks = new SourceMarks();
                string shown = marks.Append(text[..first]) + marks.Append(text[first..second]) + marks.Append(text[second..])
                    + marks.Complete();
                Assert.Equal(expected, shown);
            }
        }
    }

    [Fact]
    public void Nothing_is_held_back_that_cannot_become_a_mark()
    {
        var marks = new SourceMarks();
        Assert.Equal("Список [x] и ", marks.Append("Список [x] и "));
        Assert.Equal("", marks.Append("[sou"));
        Assert.Equal("[souп", marks.Append("п"));
    }

    [Fact]
    public void A_mark_without_an_end_is_given_up()
    {
        var marks = new SourceMarks();
        string text = "[sources=[" + new string('1', 10_000);
        Assert.Equal(text, marks.Append(text) + marks.Complete());
        Assert.Equal(text[..9000], new SourceMarks().Append(text)[..9000]);
    }
}
