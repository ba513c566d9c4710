using System.Collections;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Resources;
using System.Text.RegularExpressions;
using GigaChat.Core;

namespace GigaChat.Tests.Core;

/// <summary>The client's messages speak of the service; what PowerShell adds to them is in the module's AdviceMessages.</summary>
public sealed partial class MessageWordingTests
{
    public static TheoryData<string, string> Sets
    {
        get
        {
            var sets = new TheoryData<string, string>();
            foreach (string name in Assembly.GetManifestResourceNames()
                .Where(static name => name.EndsWith("Messages.resources", StringComparison.Ordinal)))
            {
                sets.Add(name[..^".resources".Length], "");
                sets.Add(name[..^".resources".Length], "ru");
            }
            return sets;
        }
    }

    private static System.Reflection.Assembly Assembly => typeof(GigaChatConnection).Assembly;

    [Theory]
    [MemberData(nameof(Sets))]
    public void No_text_names_what_PowerShell_has(string set, string language)
        => Assert.Empty(
            Read(set, language).Where(static text => PowerShellWord().IsMatch(text.Value))
                .Select(static text => $"{text.Key}: {text.Value}"));

    [Fact]
    public void Nor_does_a_literal_of_the_code()
    {
        string[] literals = [.. ReadLiterals(Assembly.Location)];
        Assert.True(literals.Length > 300, $"{literals.Length} literals");
        // Patterns recognise such words in what was pasted, and are never shown.
        Assert.DoesNotContain(literals, static text => PowerShellWord().IsMatch(text) && !text.Contains(@"\s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sign in again with Connect-GigaChat.")]
    [InlineData("Проверьте -BaseUri.")]
    [InlineData("(-AuthUri)")]
    [InlineData("«-Proxy»")]
    [InlineData("Take a part: Select-String")]
    [InlineData("Set $env:GIGACHAT_SCOPE")]
    [InlineData("@{ type = 'object' }")]
    [InlineData("It is in the error's TargetObject")]
    public void Words_of_PowerShell_are_found(string text) => Assert.Matches(PowerShellWord(), text);

    [Theory]
    [InlineData("X-Session-ID")]
    [InlineData("GigaChat-PowerShell")]
    [InlineData("openssl pkcs8 -topk8")]
    [InlineData("SHA-256 {1}, UTF-8, Base64-Text")]
    public void Other_words_are_not(string text) => Assert.DoesNotMatch(PowerShellWord(), text);

    [Theory]
    [InlineData("")]
    [InlineData("ru")]
    public void Every_text_has_a_key_of_its_own(string language)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            string[] keys = [.. Localized.Keys];
            Assert.Equal(keys.Length, keys.Distinct().Count());
            string[] names = [
                .. Assembly.GetManifestResourceNames().Where(static name => name.EndsWith("Messages.resources", StringComparison.Ordinal))];
            var texts = names.SelectMany(name => Read(name[..^".resources".Length], language)).ToList();
            Assert.Equal(keys.Length, texts.Count);
            Assert.Empty(
                texts.GroupBy(static text => text.Value).Where(static group => group.Count() > 1).SelectMany(static group => group)
                    .Select(static text => $"{text.Key}: {text.Value}"));
            Assert.All(texts, static text => Assert.EndsWith(text.Key, Localized.FindKey(text.Value), StringComparison.Ordinal));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void An_error_has_the_key_of_its_text_as_its_detail()
    {
        var filled = new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(Resources.FileMessages.OneImage, 3));
        Assert.Equal(("FileOneImage", null), (filled.Detail, filled.Advice));
        Assert.Equal("KeyEmpty", new GigaChatException(GigaChatErrorKind.KeyInvalid, Resources.Messages.KeyEmpty).Detail);
        Assert.Null(new GigaChatException(GigaChatErrorKind.InvalidRequest, "текст приложения").Detail);
    }

    [Theory]
    [InlineData("Сбой.", "Сбой. Повторите.")]
    [InlineData("Сбой: Too many", "Сбой: Too many. Повторите.")]
    [InlineData("Верно?", "Верно? Повторите.")]
    public void The_advice_of_an_application_follows_the_message(string message, string expected)
    {
        var error = new GigaChatException(GigaChatErrorKind.ServerError, message) { Advice = "Повторите." };
        Assert.Equal(expected, error.Message);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Read(string set, string language)
        => new ResourceManager(set, Assembly).GetResourceSet(
            CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string)entry.Value!);

    private static List<string> ReadLiterals(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        var literals = new List<string>();
        // The first entry of the heap is empty.
        UserStringHandle handle = metadata.GetNextHandle(default(UserStringHandle));
        for (; !handle.IsNil; handle = metadata.GetNextHandle(handle))
            literals.Add(metadata.GetUserString(handle));
        return literals;
    }

    // A cmdlet, a parameter, a variable of the environment, a hashtable, where an ErrorRecord keeps what it is about, and
    // PowerShell itself, except in the User-Agent.
    [GeneratedRegex(
        """
        \b(?:Add|Clear|Connect|Convert(?:From|To)?|Disconnect|Enter|Export|Find|Get|Import|Install|Invoke
            |Join|Measure|New|Out|Read|Receive|Remove|Save|Select|Set|Start|Stop|Test|Uninstall|Update|Wait|Where|Write)-[A-Z][A-Za-z]+
        |(?<![\w-])-[A-Z][A-Za-z]+
        |\$(?:env:|_\b|true|false|null)
        |@[{(]
        |TargetObject|(?<!GigaChat-)PowerShell|[Cc]mdlet
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PowerShellWord();
}
