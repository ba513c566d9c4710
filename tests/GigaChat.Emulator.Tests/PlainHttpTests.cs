using GigaChat.Emulator.Connections;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class PlainHttpTests : EmulatorTest
{
    [Fact]
    public async Task A_TLS_port_answers_plain_HTTP_with_the_page_of_nginx()
    {
        foreach (var uri in new[] { Host.BaseUri, Host.AuthUri })
        {
            using var body = new StringContent(new string('я', 100_000));
            using var response = await Http.PostAsync(Plain(uri), body, Cancellation);
            Assert.Equal((400, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
            var page = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.Contains("The plain HTTP request was sent to HTTPS port", page, StringComparison.Ordinal);
        }

        Assert.Empty(Host.Requests.All);
        await Host.WaitAsync(state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Or_resets_the_connection()
    {
        Host.Settings.PlainHttpAtTlsPort = PlainHttpAnswer.Reset;
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync(Plain(Host.BaseUri), Cancellation));
        Assert.IsAssignableFrom<IOException>(failure.InnerException);
        using var tls = await GetAsync("/models");
        Assert.Equal(401, (int)tls.StatusCode);
    }

    [Fact]
    public async Task A_plain_port_spoken_TLS_to_fails_the_handshake()
    {
        var uri = new UriBuilder(Host.ControlUri) { Scheme = "https" }.Uri;
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync(uri + "/state", Cancellation));
        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
    }

    private static Uri Plain(Uri uri) => new UriBuilder(uri) { Scheme = "http" }.Uri;
}
