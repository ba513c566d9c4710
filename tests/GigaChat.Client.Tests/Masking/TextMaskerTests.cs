using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

public class TextMaskerTests
{
    private static readonly TextMaskRules All = TextMaskRules.Create(["All"]);

    [Fact]
    public void The_same_thing_has_the_same_mark_and_comes_back()
    {
        var masker = new TextMasker(All);
        const string Text = "От ivan@example.ru и anna@example.ru: звонить +7 916 123-45-67, не ivan@example.ru.";
        string masked = masker.Mask(Text, Cancellation);
        Assert.Equal("От [EMAIL_1] и [EMAIL_2]: звонить [PHONE_1], не [EMAIL_1].", masked);
        Assert.Equal("[EMAIL_2] ответила", masker.Mask("anna@example.ru ответила", Cancellation));
        Assert.Equal(Text, masker.Restore(masked));
        Assert.Equal(["[EMAIL_1]", "[EMAIL_2]", "[PHONE_1]"], masker.Marks.Select(static mark => mark.Mark).Order());
    }

    [Fact]
    public void Only_the_kinds_that_were_asked_for_are_masked()
    {
        const string Text = "ivan@example.ru, 10.20.30.40, +7 916 123-45-67";
        Assert.Equal("[EMAIL_1], 10.20.30.40, +7 916 123-45-67", new TextMasker(TextMaskRules.Create(["email"])).Mask(Text, Cancellation));
        Assert.Equal(
            "ivan@example.ru, [IPADDRESS_1], [PHONE_1]", TextMaskRules.Create(["IPAddress", "PHONE"]).Mask(Text, Cancellation));
        Assert.Equal(Text, new TextMasker(TextMaskRules.None).Mask(Text, Cancellation));
    }

    [Fact]
    public void A_secret_with_an_address_in_it_is_one_secret()
    {
        var masker = new TextMasker(All);
        Assert.Equal("password=[SECRET_1] end", masker.Mask("password=a.b@example.ru.10.20.30.40 end", Cancellation));
        Assert.Equal("mongodb://bot:[SECRET_2]@db.example.ru/x", masker.Mask("mongodb://bot:pw.12@x@db.example.ru/x", Cancellation));
    }

    [Fact]
    public void Marks_in_a_text_stay_and_their_numbers_are_not_given_to_anything_else()
    {
        var masker = new TextMasker(All);
        Assert.Equal("[EMAIL_1] is not [EMAIL_2]", masker.Mask("[EMAIL_1] is not ivan@example.ru", Cancellation));
        Assert.Equal("password=[SECRET_1]", masker.Mask("password=Qwerty123", Cancellation));
        const string Marked = "password=[SECRET_1] and \"password\": \"[SECRET_1]\"";
        Assert.Equal(Marked, masker.Mask(Marked, Cancellation));
        Assert.Equal("[EMAIL_1] ivan@example.ru [NAME_1]", masker.Restore("[EMAIL_1] [EMAIL_2] [NAME_1]"));
    }

    [Theory]
    [InlineData("[EMAIL_1] 5", "[EMAIL_1] [N_1]")]
    [InlineData(@"\[EMAIL\_1\] 5", @"\[EMAIL\_1\] [N_1]")]
    [InlineData("[N_7]5", "[N_7][N_1]")]
    [InlineData("[order_123456]", "[order_[N_1]]")]
    [InlineData("[EMAIL_79161234567]", "[EMAIL_[N_1]]")]
    public void Own_expressions_mask_nothing_within_a_mark(string text, string masked)
        => Assert.Equal(masked, TextMaskRules.Create([], new Dictionary<string, string> { ["N"] = @"\d+" }).Mask(text, Cancellation));

    [Theory]
    [InlineData("login failed for bob with Hunter2024x", "login failed for bob with [SECRET_1]")]
    [InlineData("is Hunter2024x strong? Hunter2024x", "is [SECRET_1] strong? [SECRET_1]")]
    [InlineData("Hunter2024xy aHunter2024x Hunter2024", "Hunter2024xy aHunter2024x Hunter2024")]
    [InlineData("(Hunter2024x) password=Hunter2024x-7", "([SECRET_1]) password=[SECRET_5]")]
    [InlineData("Hunter2024x a2b3,c4 @dm1n2024!", "[SECRET_1] [SECRET_2] [SECRET_3]")]
    [InlineData("9876543210 is no number of a card", "[INN_1] is no number of a card")]
    [InlineData("short1 ab12", "short1 ab12")]
    [InlineData("[SECRET_1] Hunter2024x", "[SECRET_1] [SECRET_1]")]
    public void What_has_a_mark_has_it_wherever_it_stands(string text, string masked)
    {
        var masker = new TextMasker(All);
        masker.Mask("user=bob password=Hunter2024x", Cancellation);
        masker.Mask("password=a2b3,c4 password='@dm1n2024!' password=ab12 ИНН 9876543210", Cancellation);
        Assert.Equal(masked, masker.Mask(text, Cancellation));
    }

    [Fact]
    public void Many_known_values_take_no_longer_than_few()
    {
        var masker = new TextMasker(All);
        string text = string.Join(' ', Enumerable.Range(0, 60_000).Select(static i => $"user{i}@example.ru"));
        string header = new('e', 200);
        for (int i = 0; i < 2_000; i++)
            masker.Mask($"password={header}{i:00000} ", Cancellation);
        string masked = masker.Mask(text, Cancellation);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(masked, masker.Mask(text, Cancellation));
        Assert.Equal(60_000, masker.MaskWithMarks(text, null, Cancellation).Marks.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("""{"email":"\\[EMAIL\\_1\\]"}""", """{"email":"a\"b@example.ru"}""")]
    [InlineData("""{"email":"\\[EMAIL_1]"}""", """{"email":"a\"b@example.ru"}""")]
    [InlineData("""{ "[EMAIL_1]": "C:\\[EMAIL_1]\\x", "n": [1] }""", """{ "a\"b@example.ru": "C:\\a\"b@example.ru\\x", "n": [1] }""")]
    [InlineData("""{"email":"\[EMAIL_1\]"}""", """{"email":"a\"b@example.ru"}""")]
    [InlineData("""{"email":"[EMAIL_1]""", """{"email":"a\"b@example.ru""")]
    [InlineData("""{"email":"\\[EMAIL_9\\]\u005bEMAIL_1]"}""", """{"email":"\\[EMAIL_9\\]a\"b@example.ru"}""")]
    public void Marks_of_JSON_come_back_whatever_their_escapes(string answer, string restored)
    {
        var masker = new TextMasker(TextMaskRules.Create([], new Dictionary<string, string> { ["Email"] = "a\"b@example.ru" }));
        masker.Mask("a\"b@example.ru", Cancellation);
        Assert.Equal(restored, masker.RestoreJson(answer));
        if (!answer.Contains("u005b", StringComparison.Ordinal))
        {
            MarkReader reader = masker.NewReader(isJson: true);
            Assert.Equal(restored, string.Concat(answer.Select(c => reader.Append(c.ToString()))) + reader.Complete());
        }
    }

    [Fact]
    public void What_is_around_a_mark_is_masked()
    {
        var masker = new TextMasker(All);
        Assert.Equal("[EMAIL_1]", masker.Mask("a.b@example.ru", Cancellation));
        string masked = masker.Mask("password=S3cr3t[EMAIL_1]abc9 end", Cancellation);
        Assert.Equal("password=[SECRET_1][EMAIL_1][SECRET_2] end", masked);
        Assert.Equal(masked, masker.Mask(masked, Cancellation));
        Assert.Equal("password=S3cr3ta.b@example.ruabc9 end", masker.Restore(masked));
        Assert.Equal("[SECRET_1][EMAIL_1]", masker.MaskNamed("password", "S3cr3t[EMAIL_1]", cancellationToken: Cancellation));
        Assert.Equal("[SECRET_1]", masker.MaskNamed("password", "[SECRET_1]", cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData(@"\[EMAIL\_1\]", "ivan@example.ru")]
    [InlineData(@"[EMAIL\_1]", "ivan@example.ru")]
    [InlineData("[email_1]", "ivan@example.ru")]
    [InlineData(@"C:\[EMAIL_1]\x", @"C:\ivan@example.ru\x")]
    [InlineData(@"\\srv\[EMAIL_1]\x", @"\\srv\ivan@example.ru\x")]
    [InlineData(@"\[EMAIL_1]", "ivan@example.ru")]
    [InlineData(@"\[EMAIL\_1]", "ivan@example.ru")]
    [InlineData(@"да \[EMAIL_1], \[x\]", @"да ivan@example.ru, \[x\]")]
    public void A_mark_in_Markdown_in_small_letters_or_in_a_path_is_known(string answer, string restored)
    {
        var masker = new TextMasker(All);
        masker.Mask("ivan@example.ru", Cancellation);
        Assert.Equal($"({restored})", masker.Restore($"({answer})"));
    }

    [Fact]
    public void A_mark_that_is_cut_anywhere_comes_back_and_other_brackets_are_left()
    {
        var masker = new TextMasker(All);
        string masked = masker.Mask("ivan@example.ru", Cancellation);
        string answer = $"[[{masked}]] \\[x] [link](a) [ {masked}[EMAIL_ {masked}[EMAIL_1 [EMAIL_12345] \\\\{masked} ["
            + new string('a', 100) + "] [";
        string expected = answer.Replace(masked, "ivan@example.ru", StringComparison.Ordinal);
        for (int cut = 0; cut <= answer.Length; cut++)
        {
            MarkReader reader = masker.NewReader();
            Assert.Equal(expected, reader.Append(answer[..cut]) + reader.Append(answer[cut..]) + reader.Complete());
        }
        MarkReader byOne = masker.NewReader();
        Assert.Equal(expected, string.Concat(answer.Select(c => byOne.Append(c.ToString()))) + byOne.Complete());
        Assert.Equal(expected, masker.Restore(answer));
    }

    [Fact]
    public void Own_expressions_have_marks_of_their_names_and_may_name_the_part_that_is_masked()
    {
        var rules = TextMaskRules.Create(["Email"], new Dictionary<string, string>
        {
            ["Host"] = @"srv-[0-9]+",
            ["Заказ"] = @"заказ\s+№\s*(?<value>[0-9]+)",
        });
        Assert.Equal(
            "[HOST_1] прислал Заказ № [ЗАКАЗ_1] на [EMAIL_1]",
            new TextMasker(rules).Mask("SRV-17 прислал Заказ № 4711 на ivan@example.ru", Cancellation));
    }

    [Theory]
    [InlineData("(", "MaskExpressionInvalid")]
    [InlineData("(?<=a)b", "MaskExpressionGoesBack")]
    [InlineData(@"(a)\1", "MaskExpressionGoesBack")]
    [InlineData(@"(?=a)\w{2,5}x", "MaskExpressionGoesBack")]
    [InlineData(@"\w{1,50000}x", "MaskExpressionTooLarge")]
    public void An_expression_that_cannot_be_used_is_an_error(string pattern, string detail)
    {
        GigaChatException error = Assert.Throws<GigaChatException>(
            () => TextMaskRules.Create([], new Dictionary<string, string> { ["Own"] = pattern }));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(detail, error.Detail);
    }

    [Theory]
    [InlineData("Emails", "MaskKindUnknown")]
    [InlineData("1", "MaskKindUnknown")]
    [InlineData("", "MaskKindUnknown")]
    public void An_unknown_kind_is_an_error(string kind, string detail)
        => Assert.Equal(detail, Assert.Throws<GigaChatException>(() => TextMaskRules.Create([kind])).Detail);

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a]")]
    public void A_name_that_marks_cannot_have_is_an_error(string name)
        => Assert.Equal("MaskNameUnusable", Assert.Throws<GigaChatException>(
            () => TextMaskRules.Create([], new Dictionary<string, string> { [name] = "a" })).Detail);

    [Fact]
    public void An_expression_that_matches_nothing_at_all_masks_nothing()
    {
        var rules = TextMaskRules.Create([], new Dictionary<string, string> { ["Own"] = "x*" });
        Assert.Equal("abc", new TextMasker(rules).Mask("abc", Cancellation));
    }
}
