using System.Buffers;
using System.Text.Json;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Accounting;

/// <summary>POST /v1/tokens/count and GET /v1/balance.</summary>
internal static class AccountingEndpoints
{
    public static Task CountAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var model = json.RootElement.RequiredText("model");
        var input = json.RootElement.Optional("input", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        string[] texts = [.. input.EnumerateArray().Select(JsonBody.Text)];
        if (ModelCatalog.Find(model) is null)
            throw Refusal.NoSuchModel();

        var body = new ArrayBufferWriter<byte>(texts.Length * 64 + 16);
        body.Write("["u8);
        for (var i = 0; i < texts.Length; i++)
        {
            var characters = texts[i].EnumerateRunes().Count();
            var tokens = Tokens.Count(texts[i]);
            body.WriteText($$"""{{(i > 0 ? "," : "")}}{"object":"tokens","tokens":{{tokens}},"characters":{{characters}}}""");
        }

        body.Write("]"u8);
        return Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }

    public static Task BalanceAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        if (!exchange.Account.Prepaid)
            throw new Refusal(403, "Permission denied");
        return Answer.JsonAsync(exchange, 200, """
            {"balance":[{"usage":"embeddings","value":5000000},{"usage":"GigaChat-Pro","value":200000},
             {"usage":"GigaChat-Max","value":50000},{"usage":"GigaChat","value":900000}]}
            """u8.ToArray());
    }
}
