using GigaChat.Emulator.Gateway;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class ServiceAddressTests : ConnectedTest
{
    [Theory]
    [InlineData("https://api.giga.chat/v1")]
    [InlineData("https://api.giga.chat/v1/")]
    [InlineData("https://api.giga.chat/v2")]
    [InlineData("https://gigachat.devices.sberbank.ru/api/v1")]
    [InlineData("https://gigachat.example.ru")]
    [InlineData("https://шлюз.example.ru/gigachat")]
    [InlineData("http://localhost:8090")]
    public void What_may_be_a_base_address_is_taken(string address)
        => Assert.Equal(new Uri(address), ServiceAddress.ValidateBase(new Uri(address)));

    [Theory]
    [InlineData("https://ngw.devices.sberbank.ru:9443/api/v2/oauth", "ConnectionAddressIsSignIn", "https://api.giga.chat/v1")]
    [InlineData("https://ngw.devices.sberbank.ru:9443", "ConnectionAddressIsSignIn", "https://api.giga.chat/v1")]
    [InlineData("https://localhost:8443/api/v2/oauth/", "ConnectionAddressIsSignIn", "https://api.giga.chat/v1")]
    [InlineData("https://api.giga.chat/v1/chat/completions", "ConnectionAddressIsMethod", "is https://api.giga.chat/v1.")]
    [InlineData("https://api.giga.chat/chat/completions/", "ConnectionAddressIsMethod", "is https://api.giga.chat/v1.")]
    [InlineData("https://шлюз.example.ru/g/v1/Models", "ConnectionAddressIsMethod", "is https://шлюз.example.ru/g/v1.")]
    [InlineData("https://api.giga.chat", "ConnectionAddressWithoutVersion", "is https://api.giga.chat/v1.")]
    [InlineData("https://gigachat.devices.sberbank.ru/api", "ConnectionAddressWithoutVersion",
        "is https://gigachat.devices.sberbank.ru/api/v1.")]
    public void What_is_another_address_of_the_service_is_named_with_the_right_one(string address, string detail, string says)
    {
        var error = Assert.Throws<GigaChatException>(() => ServiceAddress.ValidateBase(new Uri(address)));
        Assert.Equal((GigaChatErrorKind.AddressWrong, detail), (error.Kind, error.Detail));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Throws<GigaChatException>(() => NewConnection(options => options with { BaseUri = new Uri(address) }));
    }

    [Theory]
    [InlineData(UnknownPathAnswer.ForbiddenPage, 403)]
    [InlineData(UnknownPathAnswer.ForbiddenText, 403)]
    [InlineData(UnknownPathAnswer.NotFoundPage, 404)]
    [InlineData(UnknownPathAnswer.NotFoundText, 404)]
    [InlineData(UnknownPathAnswer.NotFoundJson, 404)]
    public async Task A_gateway_that_knows_no_such_path_says_that_the_address_is_wrong(UnknownPathAnswer answer, int status)
    {
        Host.Settings.UnknownPath = answer;
        GigaChatConnection connection = NewConnection(options => options with { BaseUri = new Uri(options.BaseUri, "/") });
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.ValidateAsync(null, Cancellation));
        Assert.Equal((GigaChatErrorKind.AddressWrong, "ConnectionAddressNotService"), (error.Kind, error.Detail));
        Assert.Equal(status, (int)error.StatusCode!);
    }
}
