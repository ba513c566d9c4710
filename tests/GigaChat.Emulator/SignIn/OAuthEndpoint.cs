using System.Text;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace GigaChat.Emulator.SignIn;

/// <summary>POST /api/v2/oauth: an authorization key for a token of 30 minutes.</summary>
internal sealed class OAuthEndpoint(EmulatorCore core)
{
    private static readonly HashSet<string> Scopes = [.. EmulatorAccount.All.Select(account => account.Scope)];

    public async Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var request = context.Request;
        if (core.Settings.SignInRateLimit && !core.SignInRate.TryEnter())
            await Answer.ApiErrorAsync(exchange, 429, "Too many requests");
        else if (!IsUuid4(request.Headers["RqUID"]))
            await Answer.JsonAsync(exchange, 400, """{"message":"Header 'RqUID' is missing or is not a UUID version 4"}"""u8.ToArray());
        else if (BasicHeader.Read(request.Headers.Authorization, "Basic", "Bearer") is not { } key)
            await Answer.OAuthErrorAsync(exchange, 400, 4, "Can't decode 'Authorization' header");
        else if (ReadScope(exchange) is not { Length: > 0 } scope)
            await Answer.OAuthErrorAsync(exchange, 400, 5, "scope is empty");
        else if (!Scopes.Contains(scope))
            await Answer.OAuthErrorAsync(exchange, 400, 1, "scope data format invalid");
        else if (Find(key.Name, key.Secret) is not { } account)
            await Answer.OAuthErrorAsync(exchange, 401, 6, "credentials doesn't match db data");
        else if (account.Scope != scope)
            await Answer.OAuthErrorAsync(exchange, 400, 7, "scope from db not fully includes consumed scope");
        else
            await IssueAsync(exchange, account);
    }

    private static EmulatorAccount? Find(string id, string secret) =>
        EmulatorAccount.All.FirstOrDefault(account => account.ClientId == id && account.ClientSecret == secret);

    private Task IssueAsync(Exchange exchange, EmulatorAccount account)
    {
        var token = core.Tokens.Issue(account, TimeSpan.FromSeconds(core.Settings.TokenLifetimeSeconds));
        core.Counters.TokenIssued();
        var seconds = token.ExpiresAt.ToUnixTimeSeconds();
        var body = core.Settings.ExpiresAtUnit switch
        {
            ExpiryForm.TokExp => $$"""{"tok":"{{token.Value}}","exp":{{seconds}}}""",
            ExpiryForm.Seconds => $$"""{"access_token":"{{token.Value}}","expires_at":{{seconds}}}""",
            _ => $$"""{"access_token":"{{token.Value}}","expires_at":{{token.ExpiresAt.ToUnixTimeMilliseconds()}}}""",
        };
        return Answer.JsonAsync(exchange, 200, Encoding.ASCII.GetBytes(body));
    }

    private static string? ReadScope(Exchange exchange)
    {
        var type = exchange.Context.Request.ContentType;
        if (type is null || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return null;
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(exchange.Body.Span));
        return form.TryGetValue("scope", out var scope) ? scope.ToString() : null;
    }

    private static bool IsUuid4(string? text) =>
        text is { Length: 36 } && Guid.TryParseExact(text, "D", out var uuid) && uuid.Version == 4;
}
