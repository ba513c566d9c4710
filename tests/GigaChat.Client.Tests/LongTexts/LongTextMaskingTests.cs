using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

/// <summary>What goes out of masked material that is cut: nothing of a value, wherever the cut is.</summary>
public class LongTextMaskingTests : ConnectedTest
{
    private static readonly TextMaskRules All = TextMaskRules.Create(["All"]);

    // As long as an RSA key of 4096 bits: 49 lines.
    private static string Key { get; } = new(PemEncoding.Write("RSA PRIVATE KEY", RandomNumberGenerator.GetBytes(2349)));

    private static string[] KeyLines { get; } = [.. Key.Split('\n').Where(static line => !line.StartsWith('-'))];

    [Theory]
    [InlineData(900)]
    [InlineData(2_000)]
    [InlineData(3_700)]
    [InlineData(5_000)]
    public async Task Nothing_of_a_key_goes_out_with_the_end_of_a_text(int maximum)
    {
        LongMaterial material = NewMaterial("Что?", WithKey(900), maximum);
        KeptText kept = await material.KeepEndAsync(CountAsync, Cancellation);
        await AskAsync(material.Question with { Prompt = $"Что?\n\n{kept.Text}" });
        Assert.False(kept.IsWhole);
        Assert.True(maximum < 5_000 || kept.Text.Contains("[SECRET_1]", StringComparison.Ordinal));
        AssertNothingOf(KeyLines);
    }

    [Theory]
    [InlineData(700)]
    [InlineData(1_500)]
    [InlineData(8_000)]
    public async Task Nothing_of_a_key_goes_out_with_parts(int maximum)
    {
        LongMaterial material = NewMaterial("Что?", WithKey(40) + WithKey(40) + WithKey(1_000), maximum);
        LongChat chat = await LongChat.PlanAsync(material, CountAsync, Cancellation);
        Assert.True(chat.Parts.Count > 1);
        Host.Answers.Add("Ключ [SECRET_1] известен");
        List<LongChatStep> steps = await AskAsync(chat);
        AssertNothingOf(KeyLines);
        Assert.Equal($"Ключ {Key} известен", steps[0].Part!.Text);
        Assert.Contains(Bodies, static body => body.Contains("Ключ [SECRET_1] известен", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(2_500, true)]
    [InlineData(2_500, false)]
    public async Task No_password_or_address_of_a_long_line_goes_out_and_no_mark_is_cut(int maximum, bool isSplit)
    {
        string[] values =
            [.. Enumerable.Range(0, 400).SelectMany(static i => new[] { $"Pa55-{i}-zq{i * 7919}", $"user{i}@host{i}.example.ru" })];
        string line = string.Concat(Enumerable.Range(0, 400).Select(i => $"login password={values[2 * i]} {values[(2 * i) + 1]};"));
        LongMaterial material = NewMaterial("Кто?", line, maximum);
        if (isSplit)
        {
            LongChat chat = await LongChat.PlanAsync(material, CountAsync, Cancellation);
            await AskAsync(chat);
            string sent = string.Concat(Bodies);
            Assert.All(Enumerable.Range(1, 400), i => Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"[SECRET_{i}] "), sent, StringComparison.Ordinal));
            Assert.All(Enumerable.Range(1, 400), i => Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"[EMAIL_{i}]"), sent, StringComparison.Ordinal));
        }
        else
        {
            KeptText kept = await material.KeepEndAsync(CountAsync, Cancellation);
            Assert.EndsWith(";", kept.Text, StringComparison.Ordinal);
            await AskAsync(material.Question with { Prompt = kept.Text });
        }
        AssertNothingOf(values);
    }

    [Fact]
    public async Task The_prompt_and_the_instructions_are_counted_masked()
    {
        string mails = string.Join(' ', Enumerable.Range(0, 300).Select(static i => $"user{i}@example.ru"));
        var question = new ChatRequest { Prompt = mails, SystemPrompt = mails + " anna@example.ru", Mask = All };
        await new LongMaterial(question, LongMaterial.FromText("текст"), 20_000).KeepEndAsync(CountAsync, Cancellation);
        Assert.Contains(Bodies, static body => body.Contains("[EMAIL_301]", StringComparison.Ordinal));
        AssertNothingOf(["@example.ru"]);
    }

    [Fact]
    public async Task What_the_connection_masks_is_masked_before_the_material_is_cut()
    {
        var material = new LongMaterial(
            new ChatRequest { Prompt = "Что?" }, LongMaterial.FromText(WithKey(900)), 2_000, MaskOfConnection: All);
        await material.KeepEndAsync(CountAsync, Cancellation);
        AssertNothingOf(KeyLines);
    }

    [Fact]
    public async Task A_long_text_is_masked_as_one_in_memory()
    {
        var text = new StringBuilder();
        for (int i = 0; text.Length < 3 * MaskedReader.Window; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"запись {i % 5000}: password=Pa55-{i % 2000}-zq user{i % 3000}@example.ru +7 916 123-{(i % 90) + 10}-45");
            text.Append(i % 3 == 0 ? '\n' : ';');
            if (i % 1000 == 0)
                text.Append(new string('x', 20_000 + i)).Append(Key).Append(' ');
        }
        string expected = new TextMasker(All).Mask(text.ToString(), Cancellation);
        using var reader = new MaskedReader(new StringReader(text.ToString()), new TextMasker(All), []);
        Assert.Equal(expected, await LongMaterial.ReadBlockAsync(reader, expected.Length + 1, Cancellation));
    }

    [Fact]
    public async Task A_text_that_is_read_again_is_masked_as_the_first_time()
    {
        string record = $"вход bob с Hunter2024x{new string(' ', 200)}\n";
        string half = string.Concat(Enumerable.Repeat(record, MaskedReader.Window / record.Length));
        string text = $"{half}password=Hunter2024x\n{half}{half}";
        var masker = new TextMasker(All);
        List<int> known = [];
        string first = await ReadAsync();
        Assert.Equal(first, await ReadAsync());
        Assert.EndsWith("вход bob с [SECRET_1]", first.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hunter2024x", masker.Mask(first, Cancellation), StringComparison.Ordinal);

        async Task<string> ReadAsync()
        {
            using var reader = new MaskedReader(new StringReader(text), masker, known);
            return await LongMaterial.ReadBlockAsync(reader, text.Length, Cancellation);
        }
    }

    private static string WithKey(int records)
        => string.Concat(Enumerable.Range(0, records).Select(static i => $"2026-11-26 10:00:{i % 60:00} служба: запрос {i} выполнен\n"))
            + Key + "\n" + string.Concat(Enumerable.Range(0, 40).Select(static i => $"2026-11-26 11:00:{i % 60:00} служба: конец {i}\n"));

    private static LongMaterial NewMaterial(string prompt, string text, int maximum)
        => new(new ChatRequest { Prompt = prompt, Mask = All }, LongMaterial.FromText(text), maximum);

    private IEnumerable<string> Bodies => Host.Requests.All
        .Where(static request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal)
            || request.Path.EndsWith("/tokens/count", StringComparison.Ordinal))
        .Select(static request => request.Body!.Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase));

    private void AssertNothingOf(IEnumerable<string> values)
    {
        string sent = string.Concat(Bodies);
        Assert.NotEmpty(sent);
        Assert.DoesNotMatch(@"\[(SECRET|EMAIL)(_[0-9]*)?[^_0-9\]]", sent);
        Assert.All(values, value => Assert.DoesNotContain(value, sent, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<int>> CountAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        => [.. (await Connection.CountTokensAsync(texts, cancellationToken: cancellationToken)).Select(static count => count.Tokens)];

    private Task<ChatReply> AskAsync(ChatRequest request) => Connection.ChatAsync(request, null, Cancellation);

    private async Task<List<LongChatStep>> AskAsync(LongChat chat)
    {
        List<LongChatStep> steps = [];
        await foreach (LongChatStep step in chat.AskAsync(Connection, null, 1, Cancellation))
            steps.Add(step);
        return steps;
    }
}
