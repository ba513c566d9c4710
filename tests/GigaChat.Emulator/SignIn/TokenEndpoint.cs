using System.Text;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.SignIn;

/// <summary>POST /v1/token: user and password for a token.</summary>
internal sealed class TokenEndpoint(EmulatorCore core)
{
    public Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        if (BasicHeader.Read(context.Request.Headers.Authorization, "Basic") is not { } user
            || user.Name != EmulatorAccount.User || user.Secret != EmulatorAccount.Password)
            return Answer.ApiErrorAsync(exchange, 401, "Unauthorized");
        if (core.Settings.SignInRateLimit && !core.SignInRate.TryEnter())
            return Answer.ApiErrorAsync(exchange, 429, "Too many requests");

        var token = core.Tokens.Issue(EmulatorAccount.Corporate, TimeSpan.FromSeconds(core.Settings.TokenLifetimeSeconds));
        core.Counters.TokenIssued();
        // Seconds, whatever the SDKs believe: recorded exchanges show it.
        var body = $$"""{"tok":"{{token.Value}}","exp":{{token.ExpiresAt.ToUnixTimeSeconds()}}}""";
        return Answer.JsonAsync(exchange, 200, Encoding.ASCII.GetBytes(body));
    }
}
