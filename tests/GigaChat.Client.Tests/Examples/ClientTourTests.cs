using GigaChat.ClientTour;
using GigaChat.Emulator.Accounts;

namespace GigaChat.Tests.Examples;

/// <summary>The example of the client library shows each feature; it has to go through to its end.</summary>
public class ClientTourTests : ConnectedTest
{
    [Fact]
    public async Task The_tour_uses_each_feature_of_an_account_with_packages()
    {
        Host.Answers.Add(new Emulator.Chat.ScriptedAnswer(Text: "Диск заполнен."));
        using var output = new StringWriter();
        await new Tour(Connection, output).RunAsync();

        string text = output.ToString();
        Assert.Contains("Диск заполнен. (", text, StringComparison.Ordinal);
        Assert.Contains("Эхо: А что делать утром?", text, StringComparison.Ordinal);
        Assert.Contains("system: Отвечай одним предложением.", text, StringComparison.Ordinal);
        Assert.Contains("The model calls free_space", text, StringComparison.Ordinal);
        Assert.Contains("Результат free_space: {\"gigabytes\":12}", text, StringComparison.Ordinal);
        Assert.Contains("age = ", text, StringComparison.Ordinal);
        Assert.Matches("A picture of [1-9][0-9]* bytes", text);
        Assert.Contains("1.00 диск заполнен", text, StringComparison.Ordinal);
        Assert.Contains("0 of it left", text, StringComparison.Ordinal);
        Assert.Contains("GigaChat-2-Max (chat)", text, StringComparison.Ordinal);
        Assert.Matches("Привет: [1-9]", text);
    }

    [Fact]
    public async Task The_tour_uses_each_feature_for_companies()
    {
        using var output = new StringWriter();
        await new Tour(
            NewConnection(static options => options with { Scope = GigaChatScope.Corporate }, EmulatorAccount.Corporate),
            output).RunForCompanyAsync();

        string text = output.ToString();
        Assert.Contains("Столица Франции? Эхо: Столица Франции?", text, StringComparison.Ordinal);
        Assert.Contains("Столица Италии? Эхо: Столица Италии?", text, StringComparison.Ordinal);
        Assert.Matches("human, [1-9][0-9]* tokens", text);
    }
}
