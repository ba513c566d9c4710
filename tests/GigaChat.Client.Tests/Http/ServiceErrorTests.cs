using System.Net;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

/// <summary>What statuses and words of a refusal mean.</summary>
public sealed class ServiceErrorTests
{
    private const string Chat = "https://api.giga.chat/v1/chat/completions";
    private static readonly ServiceRequest Question = new(HttpMethod.Post, "chat/completions")
    {
        NotFoundKind = GigaChatErrorKind.ModelNotFound,
        Subject = "GigaChat",
    };

    [Theory]
    [InlineData("CONTEXT_TOO_LONG: context too long 301216, maximum allowed context is 261120")]
    [InlineData("Invalid params: context is too long: 301216 tokens, maximum is 261120")]
    [InlineData("Invalid params: context is too long: maximum is 261120, got 301216")]
    public void A_context_that_is_too_long_is_a_size_with_both_numbers(string words)
    {
        GigaChatException error = Of(422, words);
        Assert.Equal((GigaChatErrorKind.TooLarge, "ContextTooLong", words), (error.Kind, error.Detail, error.ServiceMessage));
        Assert.Equal([301216L, 261120L], error.Text.Arguments);
    }

    [Theory]
    [InlineData("Invalid params: context is too long: …")]
    [InlineData("CONTEXT_TOO_LONG: maximum allowed context is 261120")]
    public void Without_both_numbers_the_words_are_shown(string words)
    {
        GigaChatException error = Of(422, words);
        Assert.Equal((GigaChatErrorKind.TooLarge, "ContextTooLongUncounted"), (error.Kind, error.Detail));
        Assert.Contains(words.TrimEnd('.'), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "No such model", ErrorBodyForm.Json, Chat, GigaChatErrorKind.ModelNotFound)]
    [InlineData(404, "Not Found", ErrorBodyForm.Json, Chat, GigaChatErrorKind.AddressWrong)]
    [InlineData(404, "404 Not Found", ErrorBodyForm.WebPage, Chat, GigaChatErrorKind.AddressWrong)]
    [InlineData(404, "404 page not found", ErrorBodyForm.Text, Chat, GigaChatErrorKind.AddressWrong)]
    [InlineData(403, "403 Forbidden", ErrorBodyForm.WebPage, "https://api.giga.chat/chat/completions", GigaChatErrorKind.AddressWrong)]
    [InlineData(403, "403 Forbidden", ErrorBodyForm.WebPage, Chat + "/chat/completions", GigaChatErrorKind.AddressWrong)]
    [InlineData(403, "403 Forbidden", ErrorBodyForm.WebPage, Chat + "/models", GigaChatErrorKind.AddressWrong)]
    [InlineData(403, "Forbidden", ErrorBodyForm.Text, "https://api.giga.chat/models", GigaChatErrorKind.AddressWrong)]
    [InlineData(
        400, "400 Bad Request", ErrorBodyForm.WebPage, "https://ngw.devices.sberbank.ru:9443/api/v2/oauth/models",
        GigaChatErrorKind.AddressWrong)]
    [InlineData(
        400, "400 Bad Request", ErrorBodyForm.WebPage, "https://ngw.devices.sberbank.ru:9443/api/v2/models",
        GigaChatErrorKind.AddressWrong)]
    [InlineData(403, "Доступ ограничен", ErrorBodyForm.WebPage, Chat, GigaChatErrorKind.PermissionDenied)]
    [InlineData(400, "400 Request Header Or Cookie Too Large", ErrorBodyForm.WebPage, Chat, GigaChatErrorKind.InvalidRequest)]
    public void A_wrong_address_is_told_from_a_missing_model_and_from_a_filter(
        int status, string words, object form, string address, GigaChatErrorKind kind)
    {
        GigaChatException error = Of(status, words, (ErrorBodyForm)form, address);
        Assert.Equal(kind, error.Kind);
        if (kind == GigaChatErrorKind.AddressWrong)
            Assert.Contains(address, error.Message, StringComparison.Ordinal);
        else if (kind != GigaChatErrorKind.ModelNotFound)
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filters_page_says_nothing_of_a_plan()
    {
        GigaChatException error = Of(403, "Доступ ограничен", ErrorBodyForm.WebPage);
        Assert.Equal("GatewayRefused", error.Detail);
        Assert.Contains("api.giga.chat", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("plan", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_shown_without_user_name_and_query()
    {
        string message = Of(404, "Not Found", address: "https://u:geheim@localhost/x?key=geheim").Message;
        Assert.Contains("https://localhost/x", message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(418)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(511)]
    public void Every_status_shows_the_reason_that_came(int status)
    {
        Assert.Contains("Так нельзя", Of(status, "Так нельзя.").Message, StringComparison.Ordinal);
        Assert.Contains("no reason given", Of(status, null).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", Of(status, "Так нельзя.").Message, StringComparison.Ordinal);
    }

    private static GigaChatException Of(int status, string? words, ErrorBodyForm form = ErrorBodyForm.Json, string address = Chat)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        using var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request };
        return ServiceError.FromAnswer(status, new ErrorAnswer { Message = words, Form = form }, Question, null, response);
    }
}
