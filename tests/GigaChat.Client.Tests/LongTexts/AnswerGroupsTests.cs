using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

public class AnswerGroupsTests
{
    [Theory]
    [InlineData(new[] { 10, 10, 10 }, 30, new[] { 3 })]
    [InlineData(new[] { 10, 10, 10 }, 29, new[] { 2, 1 })]
    [InlineData(new[] { 25, 10, 10 }, 29, new[] { 1, 2 })]
    [InlineData(new[] { 25 }, 10, new[] { 1 })]
    public void Answers_that_follow_each_other_share_a_request(int[] tokens, int maximum, int[] sizes)
        => Assert.Equal(sizes, AnswerGroups.Make(tokens, maximum));

    [Fact]
    public void Where_no_two_fit_together_they_never_become_one()
    {
        var error = Assert.Throws<GigaChatException>(() => AnswerGroups.Make([20, 20, 20], 30));
        Assert.Equal(GigaChatErrorKind.TooLarge, error.Kind);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 1)]
    [InlineData(11, 3)]
    public void The_requests_that_join_are_estimated(int answers, int requests)
        => Assert.Equal(requests, AnswerGroups.Estimate(answers, 10, 100).Requests);

    [Theory]
    [InlineData("""[{"а":1,"б":"x"}]""", """[{ "б" : "\u0078", "а" : 1 },{"а":2}]""", """[{"а":1,"б":"x"},{"а":2}]""")]
    [InlineData("[1,2]", "[2,3,3]", "[1,2,3]")]
    [InlineData("""["1"]""", "[1]", """["1",1]""")]
    [InlineData("""[{"а":"1,б:2"}]""", """[{"а":"1","б":2}]""", """[{"а":"1,б:2"},{"а":"1","б":2}]""")]
    [InlineData("[]", "[]", "[]")]
    public void What_stands_in_two_arrays_is_there_once(string first, string second, string joined)
        => Assert.Equal(joined, "[" + string.Join(",", ArrayJoiner.Join([first, second]).Select(static item => item.GetRawText())) + "]");
}
