using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Tests.Infrastructure;

public sealed partial class AdviceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ru")]
    public void Each_advice_belongs_to_a_text_of_the_client_and_uses_only_its_places(string language)
    {
        var texts = Localized.Keys.ToHashSet();
        Dictionary<string, string> advice = Read(language);
        Assert.True(advice.Count > 50, $"{advice.Count} texts");
        Assert.Empty(advice.Keys.Except(texts));
        foreach ((string key, string text) in advice)
        {
            string client = Localized.GetTemplate(key, CultureInfo.GetCultureInfo(language))!;
            Assert.Empty(Places(text).Except(Places(client)));
            // An English word or a Russian one, so that no language has the other's text.
            Assert.Equal(language == "ru" && Lower().IsMatch(text), Cyrillic().IsMatch(text));
        }
    }

    [Theory]
    [InlineData("TrustAdviceAddress", "Connect-GigaChat -BaseUri and Connect-GigaChat -AuthUri")]
    [InlineData("TrustAdviceClock", "Get-Date")]
    [InlineData("TrustAdviceAuthority", "Connect-GigaChat -CertificateAuthorityPath")]
    [InlineData("TrustAdviceIntermediate", "Connect-GigaChat -CertificateAuthorityPath")]
    [InlineData("TrustAdviceForeignHost", "Install-MintsifryRootCA")]
    [InlineData("TrustAdviceInstall", "Install-MintsifryRootCA")]
    [InlineData("DiagnosisAdviceProxyName", "-NoProxy")]
    [InlineData("DiagnosisAdviceProxyPort", "-NoProxy")]
    [InlineData("DiagnosisAdviceProxyPassword", "-ProxyCredential")]
    [InlineData("DiagnosisAdviceOpensTls", "-CertificateAuthorityPath")]
    public void The_advice_on_the_network_and_on_certificates_names_what_helps(string key, string words)
    {
        foreach (string language in new[] { "", "ru" })
            Assert.Contains(
                language == "ru" ? words.Replace(" and ", " и ", StringComparison.Ordinal).Replace(" of ", " в ", StringComparison.Ordinal)
                    : words, Read(language)[key], StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_the_same_advice() => Assert.Equal(Read("").Keys.Order(), Read("ru").Keys.Order());

    [Theory]
    [InlineData("en", "No answer from узел within 1.5 s. Increase the timeout or ask for a shorter answer. "
        + "The timeout is set with Connect-GigaChat -TimeoutSec, or for one call with Invoke-GigaChat -TimeoutSec. "
        + "A long answer comes sooner with Invoke-GigaChat -Stream.")]
    [InlineData("ru", "Нет ответа от узел за 1,5 с. Увеличьте время ожидания или попросите ответить короче. "
        + "Время ожидания задаёт Connect-GigaChat -TimeoutSec, а для одного вызова — Invoke-GigaChat -TimeoutSec. "
        + "Длинный ответ раньше начнёт приходить с Invoke-GigaChat -Stream.")]
    public void The_message_comes_first_and_then_the_advice(string language, string expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture, uiCulture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var error = new GigaChatException(GigaChatErrorKind.Timeout, Localized.Format(Messages.TimedOut, "узел", 1.5));
            Assert.DoesNotContain("-TimeoutSec", error.Message, StringComparison.Ordinal);
            Advice.AddTo(error);
            Assert.Equal(expected, error.Message);
            // Reported a second time, as by a pipeline that ends with it.
            Advice.AddTo(error);
            Assert.Equal(expected, error.Message);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    [Fact]
    public void The_advice_has_the_values_of_the_message()
    {
        var error = new GigaChatException(
            GigaChatErrorKind.BatchNotFinished, Localized.Format(BatchMessages.NotFinished, "b-7", "in_progress", 1, 2));
        Advice.AddTo(error);
        Assert.EndsWith("Wait-GigaChatBatch b-7 | Receive-GigaChatBatch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_without_advice_keeps_its_message()
    {
        var error = new GigaChatException(GigaChatErrorKind.KeyInvalid, Messages.KeyEmpty);
        Advice.AddTo(error);
        Assert.Equal(Messages.KeyEmpty, error.Message);
        Assert.Null(error.Advice);
    }

    [Fact]
    public void A_step_of_the_diagnosis_gets_its_advice_too()
    {
        LocalizedMessage advice = Localized.Format(DiagnosisMessages.AdviceScope, "GIGACHAT_API_B2B");
        var check = new ConnectionCheck
            { Step = ConnectionStep.SignIn, Target = "узел", Status = ConnectionCheckStatus.Failed, Advice = advice, AdviceText = advice };
        Assert.Equal(
            "The scope of this key is GIGACHAT_API_B2B. Use -Scope GIGACHAT_API_B2B, or set GIGACHAT_SCOPE to it.",
            Advice.AddTo(check).Advice);
    }

    [Fact]
    public void The_diagnosis_is_recommended_by_errors_and_not_by_its_own_steps()
    {
        foreach (LocalizedMessage text in new[]
        {
            LocalizedMessage.Of(TrustMessages.AdviceSuspicious), Localized.Format(Messages.GatewayRefused, 403, "нет", "узел"),
        })
        {
            Assert.EndsWith("Test-GigaChatConnection checks each step of the connection.", Advice.Complete(text), StringComparison.Ordinal);
            var check = new ConnectionCheck
                { Step = ConnectionStep.Tls, Target = "узел", Status = ConnectionCheckStatus.Failed, Advice = text, AdviceText = text };
            Assert.StartsWith(text, Advice.AddTo(check).Advice, StringComparison.Ordinal);
            Assert.DoesNotContain("Test-GigaChatConnection", Advice.AddTo(check).Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_other_advice_names_the_diagnosis()
        => Assert.DoesNotContain(
            Read("").Values.Concat(Read("ru").Values), static text => text.Contains("Test-GigaChatConnection", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string language)
        => AdviceMessages.ResourceManager.GetResourceSet(
            CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string)entry.Value!);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(static match => match.Value)];

    [GeneratedRegex(@"(?<!\{)\{[0-9]+")]
    private static partial Regex Place();

    [GeneratedRegex("[а-яё]")]
    private static partial Regex Cyrillic();

    [GeneratedRegex("[a-zа-яё]{2}")]
    private static partial Regex Lower();
}
