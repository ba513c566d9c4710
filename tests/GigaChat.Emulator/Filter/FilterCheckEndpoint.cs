using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Filter;

/// <summary>POST /v1/filter/check (JAVA alone; without a live result).</summary>
internal static class FilterCheckEndpoint
{
    public static Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        ModelCatalog.Require(json.RootElement.OptionalText("model") ?? "GigaFilter", "filter");
        var messages = json.RootElement.Optional("messages", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        var text = string.Concat(messages.EnumerateArray().Select(message => message.RequiredText("content")));
        return JsonAnswer.WriteAsync(exchange, new JsonObject
        {
            ["is_profane"] = text.Contains("чёрт", StringComparison.OrdinalIgnoreCase),
            ["usage"] = new JsonObject { ["filter_tokens"] = Tokens.Count(text) },
        });
    }
}
