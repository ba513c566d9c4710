using System.Text;
using GigaChat.Emulator.Faults;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ErrorBodyTests : EmulatorTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Theory]
    [InlineData(400, "application/json", """{"message":"Нет такого"}""")]
    [InlineData(400, "application/json", """{"detail":[{"loc":["body"],"msg":"Нет такого"}]}""")]
    [InlineData(422, "application/problem+json", """{"type":"about:blank","title":"Нет такого","status":422}""")]
    [InlineData(500, "application/json; charset=utf-8", """{"error":{"message":"Нет такого","code":"x"}}""")]
    [InlineData(503, "text/json", """{"errors":["Нет такого"]}""")]
    [InlineData(511, "text/plain; charset=utf-8", "Войдите в сеть")]
    [InlineData(499, "text/plain; charset=windows-1251", "Войдите в сеть")]
    [InlineData(403, "text/html; charset=koi8-r", "<h1>Запрещено</h1>")]
    [InlineData(400, "", "Без типа")]
    public async Task A_body_may_be_of_any_form_type_and_charset(int status, string contentType, string body)
    {
        Host.Faults.Add(new Fault(FaultKind.Status, Status: status, Body: body, ContentType: contentType));
        using var response = await GetAsync("/models");
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString() ?? "");
        var charset = response.Content.Headers.ContentType?.CharSet ?? "utf-8";
        var text = Encoding.GetEncoding(charset).GetString(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((status, body), ((int)response.StatusCode, text));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(502)]
    public async Task A_body_may_be_empty(int status)
    {
        Host.Faults.Add(new Fault(FaultKind.EmptyBody, Status: status));
        using var response = await GetAsync("/models");
        Assert.Null(response.Content.Headers.ContentType);
        await AssertAnswerAsync(response, status, "");
    }

    [Fact]
    public async Task A_company_s_filter_answers_instead_of_the_service()
    {
        Host.Faults.Add(FaultKind.FilterPage, FaultTarget.SignIn);
        using var response = await OAuthAsync();
        Assert.Equal((403, "text/html; charset=utf-8"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        var page = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("<title>Доступ ограничен &mdash; Веб-фильтр</title>", page, StringComparison.Ordinal);
        Assert.Contains("<script>", page, StringComparison.Ordinal);
        using var passed = await OAuthAsync();
        Assert.Equal(200, (int)passed.StatusCode);
    }

    [Fact]
    public async Task The_page_can_be_another()
    {
        Host.Faults.Add(new Fault(FaultKind.FilterPage, Status: 451, Body: "<p>Нет</p>", ContentType: "text/html"));
        using var response = await GetAsync("/models");
        await AssertAnswerAsync(response, 451, "<p>Нет</p>");
    }
}
