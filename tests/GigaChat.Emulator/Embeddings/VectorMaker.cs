using System.Text;

namespace GigaChat.Emulator;

/// <summary>
/// Numbers that depend on the text alone. They are multiples of 1/8192 between -2 and 2, not normalised, as the
/// service's are; similar texts are no neighbours.
/// </summary>
internal static class VectorMaker
{
    public static void Fill(string model, string text, Span<float> vector)
    {
        var state = Hash(model) * 31 + Hash(text);
        for (var i = 0; i < vector.Length; i++)
            vector[i] = ((long)(Next(ref state) >> 49) - 16384) / 8192f;
    }

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
