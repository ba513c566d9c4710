using System.Net.Http.Headers;
using System.Text;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Control;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class SignInTests : EmulatorTest
{
    public static TheoryData<string?, string?, string?, int, string> Refusals => new()
    {
        { "GIGACHAT_API_PERS", null, "no-uuid", 400, """{"message":"Header 'RqUID' is missing or is not a UUID version 4"}""" },
        { "GIGACHAT_API_PERS", null, "00000000-0000-1000-8000-000000000000", 400,
            """{"message":"Header 'RqUID' is missing or is not a UUID version 4"}""" },
        { "GIGACHAT_API_PERS", "not Base64", null, 400, """{"code":4,"message":"Can't decode 'Authorization' header"}""" },
        { "GIGACHAT_API_PERS", "bm8gY29sb24=", null, 400, """{"code":4,"message":"Can't decode 'Authorization' header"}""" },
        { null, null, null, 400, """{"code":5,"message":"scope is empty"}""" },
        { "GIGACHAT_API_NONE", null, null, 400, """{"code":1,"message":"scope data format invalid"}""" },
        { "GIGACHAT_API_PERS", "dXNlcjpub25l", null, 401, """{"code":6,"message":"credentials doesn't match db data"}""" },
        { "GIGACHAT_API_CORP", null, null, 400, """{"code":7,"message":"scope from db not fully includes consumed scope"}""" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_sign_in_is_refused_as_the_service_does(string? scope, string? key, string? rqUid, int status, string body)
    {
        using var response = await OAuthAsync(scope, key, rqUid);
        await AssertAnswerAsync(response, status, body);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Bearer")]
    public async Task A_key_gets_a_token_for_thirty_minutes(string scheme)
    {
        var before = DateTimeOffset.UtcNow;
        using var response = await OAuthAsync(scheme: scheme);
        var json = await JsonAsync(response);

        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        var token = (string)json["access_token"]!;
        Assert.InRange(token.Length, 1100, 1300);
        Assert.Equal(5, token.Split('.').Length);
        var end = DateTimeOffset.FromUnixTimeMilliseconds((long)json["expires_at"]!);
        Assert.InRange(end, before.AddMinutes(30).AddMilliseconds(-1), DateTimeOffset.UtcNow.AddMinutes(30));
        Assert.Equal(1, Host.State.TokensIssued);
    }

    [Fact]
    public async Task Each_scope_takes_its_own_key()
    {
        foreach (var account in EmulatorAccount.All)
        {
            using var response = await OAuthAsync(account.Scope, account.AuthorizationKey);
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_body_that_is_no_form_has_no_scope()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Host.AuthUri);
        request.Headers.Add("RqUID", Guid.NewGuid().ToString());
        request.Headers.Authorization = new("Basic", EmulatorAccount.Personal.AuthorizationKey);
        request.Content = new StringContent("""{"scope":"GIGACHAT_API_PERS"}""", Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, Cancellation);
        await AssertAnswerAsync(response, 400, """{"code":5,"message":"scope is empty"}""");
    }

    [Theory]
    [InlineData(ExpiryForm.Seconds, "access_token", "expires_at")]
    [InlineData(ExpiryForm.TokExp, "tok", "exp")]
    public async Task The_end_may_be_told_in_seconds(ExpiryForm form, string token, string end)
    {
        Host.Settings.ExpiresAtUnit = form;
        using var response = await OAuthAsync();
        var json = await JsonAsync(response);
        Assert.NotNull(json[token]);
        Assert.InRange(
            (long)json[end]!, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1700, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1801);
    }

    [Fact]
    public async Task User_and_password_are_read_as_UTF_8_and_the_end_is_in_seconds()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{EmulatorAccount.User}:{EmulatorAccount.Password}"));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
        using var response = await PostAsync("/token", "");
        var json = await JsonAsync(response);
        Assert.InRange(
            (long)json["exp"]!, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1700, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1801);

        Http.DefaultRequestHeaders.Authorization = new("Bearer", (string)json["tok"]!);
        using var models = await GetAsync("/models");
        Assert.Equal(200, (int)models.StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_is_unauthorized()
    {
        Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("a:b"u8));
        using var response = await PostAsync("/token", "");
        await AssertAnswerAsync(response, 401, """{"status":401,"message":"Unauthorized"}""");
    }
}
