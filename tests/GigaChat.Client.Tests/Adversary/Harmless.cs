using System.Globalization;
using System.Text;

namespace GigaChat.Tests.Adversary;

/// <summary>What every text has to be that is shown to a user and was made of what came from outside.</summary>
internal static class Harmless
{
    private const int LongestMessage = 2000;
    private const int LongestText = 100_000;
    private const int Part = 12;

    private static readonly string[] Secrets = [AdversaryFixture.Token, AdversaryFixture.Key, AdversaryFixture.ClientSecret];

    /// <summary>Looks at all that an error shows, that of the framework's behind it included.</summary>
    public static void AssertError(GigaChatException error)
    {
        foreach (string? text in new[] { error.Message, error.RecommendedAction, error.ServiceMessage, error.RequestId })
            AssertText(text ?? "", LongestMessage);
        AssertText(error.ToString(), LongestText);
    }

    /// <summary>Neither does it do anything to a terminal, nor has it any secret in it, nor is it endless.</summary>
    public static void AssertText(string text, int longest = LongestMessage)
    {
        Assert.InRange(text.Length, 0, longest);
        Rune[] active = [.. text.EnumerateRunes().Where(IsActive).Distinct()];
        Assert.True(active.Length == 0,
            $"It holds {string.Join(' ', active.Select(static rune => $"U+{rune.Value:X4}"))}: {Visible(text)}");
        foreach (string secret in Secrets)
        {
            for (int start = 0; start + Part <= secret.Length; start++)
            {
                bool isThere = text.Contains(secret.Substring(start, Part), StringComparison.Ordinal);
                Assert.False(isThere, "It holds a part of a secret: " + Visible(text));
            }
        }
    }

    // Controls but tab and line ends, and all that is not seen but changes what is.
    private static bool IsActive(Rune rune) => rune.Value is not ('\t' or '\r' or '\n')
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator || rune == Rune.ReplacementChar);

    private static string Visible(string text)
        => string.Concat(text.Take(600).Select(static c => c is >= ' ' and <= '~' ? $"{c}" : $"\\u{(int)c:x4}"));
}
