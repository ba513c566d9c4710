using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>Fills a text from the resources, and finds its key.</summary>
internal static class Localized
{
    // The prefix of a set's keys, and the set.
    private static readonly (string Prefix, ResourceManager Texts)[] Sets =
    [
        ("", Messages.ResourceManager),
        ("Batch", BatchMessages.ResourceManager),
        ("Connection", ConnectionMessages.ResourceManager),
        ("Conversation", ConversationMessages.ResourceManager),
        ("Diagnosis", DiagnosisMessages.ResourceManager),
        ("EmbeddingFile", EmbeddingFileMessages.ResourceManager),
        ("File", FileMessages.ResourceManager),
        ("Function", FunctionMessages.ResourceManager),
        ("LongText", LongTextMessages.ResourceManager),
        ("Mask", MaskMessages.ResourceManager),
        ("Index", IndexMessages.ResourceManager),
        ("Trust", TrustMessages.ResourceManager),
    ];

    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> KeysByCulture = new();

    /// <summary>All keys of this library's texts.</summary>
    public static IEnumerable<string> Keys => Pairs(CultureInfo.InvariantCulture).Select(static pair => pair.Key);

    /// <summary>The text of a key, its places not filled; null where there is no such key.</summary>
    public static string? GetTemplate(string key, CultureInfo culture) => Pairs(culture).FirstOrDefault(pair => pair.Key == key).Text;

    /// <summary>
    /// The text with its places filled, numbers and dates as the user's culture writes them. Texts that fill a place may come from
    /// outside, whatever they are: they come as <see cref="VisibleText.OneLine"/> shows them.
    /// </summary>
    public static LocalizedMessage Format(string text, params object?[] values)
    {
        object?[] shown = Array.ConvertAll(values, static value => value is string given ? VisibleText.OneLine(given) : value);
        return new(text, shown, string.Format(CountFormat.Instance, text, shown));
    }

    /// <summary>
    /// The key of a text: the name of its resource set without "Messages", then its name there; for example
    /// <c>ModelNotFound</c> (Messages) and <c>BatchNotFound</c> (BatchMessages).
    /// </summary>
    /// <param name="template">A text in the current language, its places not filled.</param>
    /// <returns>Null for a text that is none of this library's.</returns>
    public static string? FindKey(string template)
        => KeysByCulture.GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, culture) => ReadKeys(culture), CultureInfo.CurrentUICulture)
            .GetValueOrDefault(template);

    private static FrozenDictionary<string, string> ReadKeys(CultureInfo culture)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string text) in Pairs(culture))
            keys.TryAdd(text, key);
        return keys.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // The neutral set has all names; a text comes in the given language, or in English where that has none.
    private static IEnumerable<(string Key, string Text)> Pairs(CultureInfo culture)
    {
        foreach ((string prefix, ResourceManager texts) in Sets)
        {
            foreach (System.Collections.DictionaryEntry entry in texts.GetResourceSet(
                CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!)
                yield return (prefix + entry.Key, texts.GetString((string)entry.Key, culture)!);
        }
    }
}
