using System.Text;
using System.Text.RegularExpressions;

namespace GigaChat.Emulator.Embeddings;

/// <summary>
/// Numbers that depend on the text alone. They are multiples of 1/8192 between -2 and 2, not normalised, as the
/// service's are. Texts that share words are neighbours, and a word is known by its first letters, whatever its case
/// and ending; of meaning nothing is known.
/// </summary>
internal static partial class VectorMaker
{
    private const int Steps = 8192;
    private const int StemLength = 4;
    private const int ShortestWord = 3;

    /// <summary>The mean of the words' vectors, so that no number leaves its range.</summary>
    public static void Fill(string model, string text, Span<float> vector)
    {
        var words = Words(text);
        vector.Clear();
        foreach (var word in words)
        {
            var state = Hash(model) * 31 + Hash(word);
            foreach (ref var component in vector)
                component += (long)(Next(ref state) >> 49) - 2 * Steps;
        }

        foreach (ref var component in vector)
            component = MathF.Round(component / words.Count) / Steps;
    }

    private static HashSet<string> Words(string text)
    {
        HashSet<string> words = [];
        foreach (Match match in Word().Matches(text))
        {
            // Short words are in every text; numbers are not.
            if (match.Length >= ShortestWord || char.IsAsciiDigit(match.ValueSpan[0]))
                words.Add(match.Value[..Math.Min(match.Length, StemLength)].ToLowerInvariant());
        }

        return words.Count > 0 ? words : [text];
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>FNV-1a: the framework's own string hash differs from process to process.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }

    /// <summary>SplitMix64.</summary>
    private static ulong Next(ref ulong state)
    {
        var mixed = state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
