using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace GigaChat.Tests.Core;

public sealed partial class MessagesTests
{
    public static TheoryData<string> Sets => new(
        typeof(GigaChatConnection).Assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith("Messages.resources", StringComparison.Ordinal))
            .Select(static name => name[..^".resources".Length]));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_text_is_there_in_both_languages_with_the_same_places(string set)
    {
        var manager = new ResourceManager(set, typeof(GigaChatConnection).Assembly);
        Dictionary<string, string> english = Read(manager, CultureInfo.InvariantCulture);
        Dictionary<string, string> russian = Read(manager, CultureInfo.GetCultureInfo("ru"));
        Assert.Equal(english.Keys.Order(), russian.Keys.Order());
        foreach ((string name, string text) in english)
        {
            Assert.Equal(Places(text), Places(russian[name]));
            Assert.DoesNotMatch("[А-Яа-я]", text);
            Assert.DoesNotContain("SkipCertificateCheck", text + russian[name], StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string> Read(ResourceManager manager, CultureInfo culture)
        => manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(static match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{[0-9]+")]
    private static partial Regex Place();
}
