using System.Text;
using GigaChat.Emulator.Gateway;
using GigaChat.Emulator.Hosting;
using Microsoft.Net.Http.Headers;

namespace GigaChat.Emulator.Faults;

/// <summary>Answers of faults that come from whatever stands before the service.</summary>
internal static class FaultPages
{
    static FaultPages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    // What products of several vendors have in common: a title that names the product, styles, a script, a word of the policy.
    private const string Filter = """
        <!DOCTYPE html>
        <html lang="ru">
        <head>
        <meta charset="utf-8">
        <title>Доступ ограничен &mdash; Веб-фильтр</title>
        <style>body { font-family: Arial; } .box { border: 1px solid #c00; }</style>
        <script>var category = "AI"; if (category < 1) { document.write("<p>-</p>"); }</script>
        </head>
        <body>
        <!-- policy 17 -->
        <div class="box"><h1>Доступ&nbsp;ограничен</h1>
        <p>Адрес запрещён политикой безопасности компании &laquo;Ромашка&raquo;.<br>Категория: &quot;ИИ&quot;.</p>
        <p>Обратитесь к&nbsp;администратору.</p></div>
        </body>
        </html>
        """;

    public static Task HtmlAsync(Exchange exchange, Fault fault)
    {
        var status = fault.Status ?? 502;
        return fault.Body is null
            ? Answer.RawAsync(exchange, status, fault.ContentType ?? "text/html; charset=utf-8", GatewayPage.Html(status, "nginx"))
            : WriteAsync(exchange, status, fault.Body, fault.ContentType ?? "text/html; charset=utf-8");
    }

    public static Task FilterAsync(Exchange exchange, Fault fault) =>
        WriteAsync(exchange, fault.Status ?? 403, fault.Body ?? Filter, fault.ContentType ?? "text/html; charset=utf-8");

    /// <summary>
    /// A body in the charset of its content type; UTF-8 unless that names another one that .NET knows. Gateways write names that are none,
    /// such as <c>utf8</c>.
    /// </summary>
    public static Task WriteAsync(Exchange exchange, int status, string body, string contentType) => Answer.RawAsync(
        exchange, status, contentType.Length == 0 ? null : contentType, Charset(contentType).GetBytes(body));

    private static Encoding Charset(string contentType)
    {
        var utf8 = new UTF8Encoding(false);
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue)
            return utf8;
        try
        {
            return Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).Value!);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return utf8;
        }
    }
}
