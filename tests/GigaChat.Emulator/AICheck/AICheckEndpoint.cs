using System.Buffers;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.AICheck;

/// <summary>POST /v1/ai/check. Lines that begin with <see cref="Confession"/> count as a model's.</summary>
internal static class AICheckEndpoint
{
    public const string Confession = "Как языковая модель";
    private const int FewestWords = 20;

    public static Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var model = json.RootElement.RequiredText("model");
        var text = json.RootElement.RequiredText("input");
        if (exchange.Account.Prepaid)
            throw new Refusal(403, "Permission denied");
        ModelCatalog.Require(model, "aicheck");
        if (text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length < FewestWords)
            throw Refusal.Invalid($"input must contain at least {FewestWords} words");

        var (found, all) = Judge(text);
        var category = found.Count == 0 ? "human" : all || model == "GigaCheckClassification" ? "ai" : "mixed";
        var intervals = category == "mixed" ? string.Join(",", found.Select(part => $"[{part.Start},{part.End}]")) : "";
        var body = new ArrayBufferWriter<byte>(128);
        body.WriteText($$"""{"category":"{{category}}","characters":{{Characters(text)}},""");
        body.WriteText($"\"tokens\":{Tokens.Count(text)},\"ai_intervals\":[{intervals}]}}");
        return Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }

    /// <summary>The model's lines, both ends counted from 1 and included, and whether there are no others.</summary>
    private static (List<(int Start, int End)> Found, bool All) Judge(string text)
    {
        var found = new List<(int, int)>();
        var all = true;
        var start = 1;
        foreach (var line in text.Split('\n'))
        {
            var length = Characters(line);
            if (line.StartsWith(Confession, StringComparison.Ordinal))
                found.Add((start, start + length - 1));
            else
                all &= length == 0;
            start += length + 1;
        }

        return (found, all);
    }

    private static int Characters(string text) => text.EnumerateRunes().Count();
}
