using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>Words in a text, of which two halves are gone over at a time.</summary>
public class WordFinderTests
{
    private static readonly string[] Words = ["ab", "abcab", "b", "cabc", "abcabcabca", "ё", "ab"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(ScanWork.Chunk - 1)]
    [InlineData(ScanWork.Chunk)]
    [InlineData(ScanWork.Chunk + 1)]
    [InlineData((3 * ScanWork.Chunk) + 5)]
    public void Each_place_of_each_word_is_found_once_wherever_the_text_is_parted(int length)
    {
        var random = new Random(length);
        string text = string.Create(length, random, static (characters, random) =>
        {
            for (int i = 0; i < characters.Length; i++)
                characters[i] = random.Next(12) == 0 ? "Ё世 \0"[random.Next(4)] : "abcABC"[(i % 3) + (3 * random.Next(2))];
        });
        List<(int Place, int Word)> expected = [];
        for (int word = 0; word < Words.Length; word++)
        {
            int place = -1;
            while ((place = text.IndexOf(Words[word], place + 1, StringComparison.OrdinalIgnoreCase)) >= 0)
                expected.Add((place, word));
        }
        List<(int Place, int Word)> found = [];
        new WordFinder(Words).Find(text, (word, place) => found.Add((place, word)), new ScanWork(Cancellation));
        Assert.Equal(expected.Order(), found.Order());
        Assert.Equal(found.Select(End).Order(), found.Select(End));
    }

    private static int End((int Place, int Word) one) => one.Place + Words[one.Word].Length;
}
