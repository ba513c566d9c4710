using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GigaChat.Tests.Masking;

/// <summary>Fills the places of examples, <c>&lt;hex*32&gt;</c>, with made-up characters: the same ones for the same seed.</summary>
internal static partial class MadeUp
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private static readonly Dictionary<string, string> Classes = new()
    {
        ["hex"] = "0123456789abcdef",
        ["digit"] = Digits,
        ["lower"] = Lower + Digits,
        ["upper"] = Lower.ToUpperInvariant() + Digits,
        ["alnum"] = Lower + Lower.ToUpperInvariant() + Digits,
        ["base32"] = Lower.ToUpperInvariant() + "234567",
        ["url"] = Lower + Lower.ToUpperInvariant() + Digits + "-_",
        ["base64"] = Lower + Lower.ToUpperInvariant() + Digits + "+/",
    };

    /// <summary>The text with its places filled, <c>\n</c> as the end of a line.</summary>
    public static string Fill(string text, int seed)
    {
#pragma warning disable CA5394 // Tests want the same characters each time.
        var random = new Random(seed);
        return PlacePattern().Replace(text, place => place.Groups["class"].Value switch
        {
            "uuid" => NewId(random),
            "clientkey" => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{NewId(random)}:{NewId(random)}")),
            var name => NewText(Classes[name], int.Parse(place.Groups["count"].Value, CultureInfo.InvariantCulture), random),
        }).Replace("\\n", "\n", StringComparison.Ordinal);
    }

    // Neither end is a hyphen or the like: what stands beside it would belong to the word.
    private static string NewText(string characters, int count, Random random)
    {
        char[] text = new char[count];
        for (int i = 0; i < count; i++)
            text[i] = characters[random.Next(i == 0 || i == count - 1 ? Math.Min(characters.Length, 62) : characters.Length)];
        return new string(text);
    }

    private static string NewId(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
#pragma warning restore CA5394

    [GeneratedRegex(@"<(?<class>uuid|clientkey|[a-z0-9]+(?=\*))(?:\*(?<count>\d+))?>")]
    private static partial Regex PlacePattern();
}
