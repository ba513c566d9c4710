namespace GigaChat.Tests.AICheck;

public sealed class AICheckEndpointTests
{
    [Theory]
    [InlineData("абвгд", 2, 4, "бвг")]
    [InlineData("абвгд", 0, 2, "аб")]
    [InlineData("абвгд", 4, 99, "гд")]
    [InlineData("а🙂в🙂д", 2, 3, "🙂в")]
    [InlineData("абв", 3, 1, "")]
    [InlineData("", 1, 5, "")]
    public void An_interval_counts_characters_from_one_and_never_leaves_the_text(string text, int start, int end, string part)
        => Assert.Equal(part, AITextInterval.Of(text, start, end).Text);

    [Theory]
    [InlineData("", 0)]
    [InlineData(" – … !", 0)]
    [InlineData("раз,два\tтри\nчетыре-пять  6", 4)]
    public void Words_are_what_stands_between_spaces_and_has_a_letter_or_a_digit(string text, int words)
        => Assert.Equal(words, AICheckEndpoint.CountWords(text));
}
