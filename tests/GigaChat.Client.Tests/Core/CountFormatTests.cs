using System.Globalization;
using GigaChat.Core;

namespace GigaChat.Tests.Core;

public sealed class CountFormatTests
{
    private const string English = "{0:N0|token|tokens} in all";
    private const string Russian = "всего {0:N0|токен|токена|токенов}";

    [Theory]
    [InlineData(0, "0 tokens in all")]
    [InlineData(1, "1 token in all")]
    [InlineData(2, "2 tokens in all")]
    [InlineData(21, "21 tokens in all")]
    [InlineData(1001L, "1,001 tokens in all")]
    public void English_has_one_and_many(object count, string expected) => Assert.Equal(expected, Format("en-US", English, count));

    [Theory]
    [InlineData(0, "всего 0 токенов")]
    [InlineData(1, "всего 1 токен")]
    [InlineData(2, "всего 2 токена")]
    [InlineData(4, "всего 4 токена")]
    [InlineData(5, "всего 5 токенов")]
    [InlineData(11, "всего 11 токенов")]
    [InlineData(12, "всего 12 токенов")]
    [InlineData(14, "всего 14 токенов")]
    [InlineData(21, "всего 21 токен")]
    [InlineData(22, "всего 22 токена")]
    [InlineData(111, "всего 111 токенов")]
    [InlineData(121L, "всего 121 токен")]
    [InlineData(-3, "всего -3 токена")]
    public void Russian_has_one_a_few_and_many(object count, string expected) => Assert.Equal(expected, Format("ru-RU", Russian, count));

    // The text decides, not the culture: a session in German reads English texts.
    [Fact]
    public void The_forms_are_those_of_the_text() => Assert.Equal("1.234 tokens in all", Format("de-DE", English, 1234));

    // Numbers that the service wrote into its message come as text.
    [Theory]
    [InlineData("1", "1 token in all")]
    [InlineData("515", "515 tokens in all")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999 tokens in all")]
    [InlineData("many", "many tokens in all")]
    public void A_number_may_be_text(string count, string expected) => Assert.Equal(expected, Format("en-US", English, count));

    [Fact]
    public void A_part_of_one_is_counted_as_a_few() => Assert.Equal("1,5 токена", Format("ru-RU", "{0:0.0|токен|токена|токенов}", 1.5));

    [Fact]
    public void Other_places_are_filled_as_ever()
        => Assert.Equal("a 1,50 True   1", Format("ru-RU", "{0} {1:F2} {2}{3} {4,3}", "a", 1.5, true, null, 1));

    private static string Format(string culture, string text, params object?[] values)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return Localized.Format(text, values);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
