using System.Text;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Gateway;

/// <summary>Answers paths that lead nowhere. The gateway does so before it looks at a token.</summary>
internal sealed class UnknownPath(EmulatorCore core)
{
    /// <summary>Marks the endpoint of these paths.</summary>
    public static object Mark { get; } = new();

    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.Contains(Mark) ?? true;

    public Task AnswerAsync(HttpContext context)
    {
        // The control address has neither exchange nor gateway.
        if (context.Items.Count > 0)
            return AnswerAsync(Exchange.Of(context));
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    public Task AnswerAsync(Exchange exchange) =>
        exchange.Port == PortKind.Auth ? AnswerOfSignInAsync(exchange) : AnswerOfApiAsync(exchange);

    /// <summary>
    /// Seen on <c>ngw.devices.sberbank.ru:9443</c>: 400 of SynGX for <c>/api/v2/files</c> (LIVE, 2026-09-16), 403 in JSON for <c>/</c>
    /// (issue 46 of n8n-gigachat, 2026-08-24).
    /// </summary>
    private static Task AnswerOfSignInAsync(Exchange exchange) =>
        exchange.Context.Request.Path.StartsWithSegments(Routes.SignInBase)
            ? Answer.RawAsync(exchange, 400, GatewayPage.ContentType, GatewayPage.Html(400, "SynGX"))
            : Answer.ApiErrorAsync(exchange, 403, "Forbidden");

    private Task AnswerOfApiAsync(Exchange exchange) => core.Settings.UnknownPath switch
    {
        UnknownPathAnswer.ForbiddenText => TextAsync(exchange, 403, "Forbidden"),
        UnknownPathAnswer.NotFoundPage => PageAsync(exchange, 404),
        UnknownPathAnswer.NotFoundText => TextAsync(exchange, 404, "404 page not found\n"),
        UnknownPathAnswer.NotFoundJson => Answer.ApiErrorAsync(exchange, 404, "Not Found"),
        _ => PageAsync(exchange, 403),
    };

    private static Task PageAsync(Exchange exchange, int status) =>
        Answer.RawAsync(exchange, status, GatewayPage.ContentType, GatewayPage.Html(status, "nginx"));

    private static Task TextAsync(Exchange exchange, int status, string text) =>
        Answer.RawAsync(exchange, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
}
