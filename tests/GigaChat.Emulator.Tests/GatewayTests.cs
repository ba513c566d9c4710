using System.Text;
using GigaChat.Emulator.Gateway;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class GatewayTests : EmulatorTest
{
    [Theory]
    [InlineData("/models")]
    [InlineData("/chat/completions")]
    [InlineData("/v1/chat/completions/chat/completions")]
    [InlineData("/v1/chat/completions/models")]
    [InlineData("/v2/files")]
    [InlineData("/api/v2/oauth")]
    [InlineData("/v1/api/v2/oauth")]
    public async Task The_API_host_refuses_a_path_that_leads_nowhere_before_it_looks_at_a_token(string path)
    {
        using var get = await Http.GetAsync(new Uri(Host.BaseUri, path), Cancellation);
        using var body = new StringContent(Question(), Encoding.UTF8, "application/json");
        using var post = await Http.PostAsync(new Uri(Host.BaseUri, path), body, Cancellation);
        foreach (var response in new[] { get, post })
        {
            Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
            await AssertAnswerAsync(response, 403, """
                <html>
                <head><title>403 Forbidden</title></head>
                <body>
                <center><h1>403 Forbidden</h1></center>
                <hr><center>nginx</center>
                </body>
                </html>

                """.ReplaceLineEndings("\r\n"));
        }
    }

    [Theory]
    [InlineData(UnknownPathAnswer.ForbiddenText, 403, "text/plain; charset=utf-8", "Forbidden")]
    [InlineData(UnknownPathAnswer.NotFoundText, 404, "text/plain; charset=utf-8", "404 page not found\n")]
    [InlineData(UnknownPathAnswer.NotFoundJson, 404, "application/json; charset=utf-8", """{"status":404,"message":"Not Found"}""")]
    public async Task Gateways_differ(UnknownPathAnswer answer, int status, string contentType, string body)
    {
        Host.Settings.UnknownPath = answer;
        using var response = await GetAsync("/chat/completions/models");
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        await AssertAnswerAsync(response, status, body);
    }

    [Fact]
    public async Task A_page_may_say_404_where_the_service_says_that_there_is_no_model()
    {
        SignIn();
        Host.Settings.UnknownPath = UnknownPathAnswer.NotFoundPage;
        using var path = await GetAsync("/chat/completions/models");
        Assert.Equal((404, "text/html"), ((int)path.StatusCode, path.Content.Headers.ContentType!.ToString()));
        Assert.DoesNotContain("model", await path.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
        using var model = await GetAsync("/models/None");
        await AssertAnswerAsync(model, 404, """{"status":404,"message":"No such model"}""");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/models")]
    [InlineData("/chat/completions")]
    [InlineData("/v1/models")]
    public async Task The_sign_in_host_forbids_other_paths_in_JSON(string path)
    {
        SignIn();
        using var response = await Http.GetAsync(new Uri(Host.AuthUri, path), Cancellation);
        await AssertAnswerAsync(response, 403, """{"status":403,"message":"Forbidden"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/chat/completions")]
    public async Task Below_its_own_path_the_sign_in_host_answers_a_page(string more)
    {
        SignIn();
        using var response = await Http.GetAsync(new Uri(Host.AuthUri, "/api/v2/files" + more), Cancellation);
        Assert.Equal((400, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Contains("<hr><center>SynGX</center>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var signIn = await OAuthAsync();
        Assert.Equal(200, (int)signIn.StatusCode);
    }
}
