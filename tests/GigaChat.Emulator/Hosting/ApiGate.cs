using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Gateway;
using Microsoft.Net.Http.Headers;

namespace GigaChat.Emulator.Hosting;

/// <summary>Middleware that authorizes requests to the API port, and answers the refused ones.</summary>
internal sealed class ApiGate(EmulatorCore core)
{
    private const string Scheme = "Bearer ";
    private readonly UnknownPath _unknownPath = new(core);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var exchange = Exchange.Of(context);
        // All ports share one table of routes.
        var isSignIn = context.Request.Path == Routes.OAuth;
        if (exchange.Port != PortKind.Api)
        {
            await (isSignIn ? next(context) : _unknownPath.AnswerAsync(exchange));
            return;
        }

        if (string.IsNullOrWhiteSpace(context.Request.Headers.UserAgent))
        {
            await Answer.JsonAsync(exchange, 403, """{"message":"Unauthorized"}"""u8.ToArray());
            return;
        }

        if (isSignIn || UnknownPath.Is(context) || !IsServed(context.Request.Path))
        {
            await _unknownPath.AnswerAsync(exchange);
            return;
        }

        try
        {
            // The password sign-in has its own header.
            if (context.Request.Path != Routes.Token)
                Admit(exchange);
            await next(context);
        }
        catch (Refusal refusal)
        {
            await Answer.ApiErrorAsync(exchange, refusal.Status, refusal.Message);
        }
    }

    private static bool IsServed(PathString path) => path.StartsWithSegments(Routes.Base) || path.StartsWithSegments(Routes.BaseV2);

    public static string? Bearer(HttpContext context)
    {
        var header = context.Request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private void Admit(Exchange exchange)
    {
        var context = exchange.Context;
        if (Bearer(context) is { } bearer)
        {
            var token = core.Tokens.Find(bearer) ?? throw new Refusal(401, "Unauthorized");
            if (!core.Tokens.IsAlive(token))
                throw new Refusal(401, "Token has expired");
            exchange.Account = token.Account;
            exchange.GateKey = token.Value;
        }
        else if (context.Request.Headers.Authorization.Count == 0
            && context.Connection.ClientCertificate is { } certificate && core.Certificates.AcceptsClient(certificate))
        {
            exchange.Account = EmulatorAccount.Corporate;
            exchange.GateKey = certificate.Thumbprint;
        }
        else
        {
            throw new Refusal(401, "Unauthorized");
        }
    }
}
