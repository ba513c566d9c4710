using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Http;
using GigaChat.Tests.Fuzzing;

namespace GigaChat.Tests.Http;

/// <summary>Whatever a refusal says, and in whatever form: its reason is found.</summary>
public sealed class ErrorBodyReaderTests
{
    [Theory]
    [InlineData("""{"status":422,"message":"Нет такого параметра"}""")]
    [InlineData("""{"code":7,"message":"Нет такого параметра"}""")]
    [InlineData("""{"error":{"message":"Нет такого параметра","type":"invalid_request_error","param":null,"code":null}}""")]
    [InlineData("""{"error":"Нет такого параметра","status":422,"path":"/v1"}""")]
    [InlineData("""{"error":"invalid_request","error_description":"Нет такого параметра"}""")]
    [InlineData("""{"type":"about:blank","title":"Unprocessable","status":422,"detail":"Нет такого параметра"}""")]
    [InlineData("""{"title":"Нет такого параметра","status":422}""")]
    [InlineData("""{"detail":[{"loc":["body","x"],"msg":"Нет такого параметра","type":"value_error"}]}""")]
    [InlineData("""{"errors":[{"message":"Нет такого параметра","extensions":{"code":"X"}}],"data":null}""")]
    [InlineData("""{"errors":["Нет такого параметра"]}""")]
    [InlineData("""{"message":"","details":["Нет такого параметра"]}""")]
    [InlineData("""{"Message":"Нет такого параметра"}""")]
    [InlineData("""{"errorMessage":"Нет такого параметра"}""")]
    [InlineData("""{"msg":"Нет такого параметра"}""")]
    [InlineData("""{"ok":false,"description":"Нет такого параметра"}""")]
    [InlineData("""{"reason":"Нет такого параметра"}""")]
    [InlineData("""{"fault":{"faultstring":"Нет такого параметра","detail":{"errorcode":"x"}}}""")]
    [InlineData("""[{"error":{"code":422,"message":"Нет такого параметра"}}]""")]
    [InlineData("\"Нет такого параметра\"")]
    [InlineData("Нет такого параметра")]
    [InlineData("  Нет такого параметра\r\n")]
    [InlineData("""<?xml version="1.0"?><Error><Message>Нет такого параметра</Message></Error>""")]
    [InlineData("<html><head><title>Нет такого параметра</title></head><body><p>…</p></body></html>")]
    [InlineData("<!-- 17 --><!DOCTYPE html><body><h1 class='a'>Нет&nbsp;такого\nпараметра</h1><p>…</p></body>")]
    [InlineData("<html><body><script>if (a < 1) b()</script>Нет такого параметра</body></html>")]
    public void The_reason_is_found(string body)
        => Assert.Equal("Нет такого параметра", Read(body).Message);

    [Theory]
    [InlineData("""{"errors":{"Temperature":["must be positive"],"TopP":["big"]}}""", "Temperature: must be positive; TopP: big")]
    [InlineData("""{"message":["one","two","one"]}""", "one; two")]
    [InlineData("""{"policy":{"name":"Ромашка"}}""", """{"policy":{"name":"Ромашка"}}""")]
    [InlineData("""{"code":17}""", """{"code":17}""")]
    public void Several_reasons_and_unknown_shapes_are_put_into_words(string body, string reason)
        => Assert.Equal(reason, Read(body).Message);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"status":422,"message":" "}""")]
    [InlineData("\u0000\u0001\u0002\u0003")]
    public void A_body_that_says_nothing_is_said_to_give_no_reason(string body)
    {
        ErrorAnswer answer = Read(body);
        Assert.Null(answer.Message);
        Assert.Equal("no reason given", answer.Quote());
    }

    [Theory]
    [InlineData("text/plain; charset=windows-1251", "windows-1251", "Доступ запрещён")]
    [InlineData("text/plain", "windows-1251", "Доступ запрещён")]
    [InlineData("text/html", "windows-1251", "<html><meta charset=\"windows-1251\"><title>Доступ запрещён</title>")]
    [InlineData("text/html", "koi8-r", "<html><meta content='text/html; charset=koi8-r'><title>Доступ запрещён</title>")]
    [InlineData("application/json; charset=utf-8", "utf-8", """{"message":"Доступ запрещён"}""")]
    [InlineData("application/json; charset=x-unknown", "utf-8", """{"message":"Доступ запрещён"}""")]
    public void Every_charset_is_read(string type, string charset, string body)
    {
        byte[] bytes = (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetBytes(body);
        Assert.Equal("Доступ запрещён", ErrorBodyReader.Read(bytes, MediaTypeHeaderValue.Parse(type), 403).Message);
    }

    [Theory]
    [InlineData("""{"message":"x"}""", "text/html", false)]
    [InlineData("Forbidden", "text/plain", true)]
    [InlineData("<html></html>", "application/json", true)]
    [InlineData("", null, false)]
    public void What_is_no_JSON_is_of_a_gateway(string body, string? type, bool isOfGateway)
        => Assert.Equal(isOfGateway, Read(body, type).IsOfGateway);

    [Fact]
    public void A_page_is_called_one_by_its_title()
    {
        Assert.Equal("the web page \"502 Bad Gateway\"", Read("<html><title>502 Bad Gateway</title>").Quote());
        Assert.Equal("a web page without a title", Read("<html></html>").Quote());
    }

    [Fact]
    public void A_long_reason_is_shortened_on_one_line()
    {
        string quote = Read(new string('я', 299) + "🙂\n" + new string('я', 500)).Quote();
        Assert.Equal(new string('я', 299) + "…", quote);
    }

    [Fact]
    public void What_a_terminal_would_carry_out_is_shown_as_it_is_written()
    {
        ErrorAnswer answer = Read("""{"message":"\u001b[2J\u202eхода нет"}""");
        Assert.Equal(@"\u{1B}[2J\u{202E}хода нет", answer.Message);
        Assert.Equal(answer.Message, answer.Quote());
        Assert.InRange(Read(new string('я', 100_000)).Message!.Length, 1, 2000);
    }

    [Theory]
    [InlineData("<!--")]
    [InlineData("<script")]
    [InlineData("<title")]
    [InlineData("<h1>")]
    [InlineData("[")]
    [InlineData("{\"error\":")]
    public async Task A_hostile_body_takes_no_time(string piece)
    {
        string body = string.Concat(Enumerable.Repeat(piece, 256 * 1024 / piece.Length));
        Task<ErrorAnswer[]> reading = Task.Run(() => new[] { Read("<html>" + body), Read(body) }, Cancellation);
        Assert.All(await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancellation), static answer => Assert.NotEmpty(answer.Quote()));
    }

    [Fact]
    public void No_body_yields_an_empty_reason()
    {
        Gen<(Bytes Body, string? Type, int Status)> answers =
            from body in Mutations.Json(
                """{"status":404,"message":"No such model"}""", """{"error":{"code":400,"message":"Плохо","details":[{"reason":"x"}]}}""",
                """{"detail":[{"loc":["body"],"msg":"field required"}],"errors":{"a":["б"]}}""",
                "<html><head><title>Доступ</title></head><body><h1>403</h1></body></html>", "404 page not found\n")
            from type in Gen.Elements("application/json", "text/html; charset=windows-1251", "text/plain", null)
            from status in Gen.Elements(400, 403, 404, 422, 500, 511)
            select (body, type, status);
        Fuzz.Run("reasons of refusals", 400, answers, static input =>
        {
            ErrorAnswer answer = ErrorBodyReader.Read(
                input.Body.Value, input.Type is null ? null : MediaTypeHeaderValue.Parse(input.Type), input.Status);
            Assert.False(string.IsNullOrWhiteSpace(answer.Quote()));
            Assert.InRange(answer.Quote().Length, 1, 360);
        });
    }

    private static ErrorAnswer Read(string body, string? type = null)
        => ErrorBodyReader.Read(Encoding.UTF8.GetBytes(body), type is null ? null : MediaTypeHeaderValue.Parse(type), 422);
}
