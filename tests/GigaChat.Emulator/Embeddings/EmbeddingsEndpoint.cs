using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Embeddings;

/// <summary>POST /v1/embeddings.</summary>
internal sealed class EmbeddingsEndpoint(EmulatorCore core)
{
    public Task HandleAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        return GigaChat.Emulator.Hosting.Answer.JsonAsync(exchange, 200, Answer(json.RootElement));
    }

    /// <exception cref="Refusal">The service would not take it.</exception>
    public ReadOnlyMemory<byte> Answer(JsonElement request)
    {
        var texts = ReadInput(request, out var modelId);
        var model = ModelCatalog.Require(modelId, "embedder");
        if (texts.Count == 0)
            throw Refusal.Invalid("input must not be empty");
        for (var i = 0; i < texts.Count; i++)
        {
            var tokens = Tokens.Count(texts[i]);
            if (tokens > model.MaxTokens)
                throw new Refusal(413, $"Max tokens for index {i} exceeded. Max tokens: {model.MaxTokens}, actual tokens: {tokens}");
        }

        return Write(model, texts);
    }

    private static List<string> ReadInput(JsonElement json, out string model)
    {
        model = json.RequiredText("model");
        var input = json.Optional("input") ?? throw Refusal.InvalidJson();
        return input.ValueKind switch
        {
            JsonValueKind.String => [JsonBody.Text(input)],
            JsonValueKind.Array => [.. input.EnumerateArray().Select(JsonBody.Text)],
            _ => throw Refusal.InvalidJson(),
        };
    }

    private ReadOnlyMemory<byte> Write(EmulatorModel model, List<string> texts)
    {
        var vector = new float[model.Dimension];
        var body = new ArrayBufferWriter<byte>(texts.Count * model.Dimension * 12 + 256);
        body.WriteText($$"""{"object":"list","model":"{{model.Id}}","data":[""");
        for (var i = 0; i < texts.Count; i++)
        {
            var index = core.Settings.ShuffleEmbeddings ? Shuffled(i, texts.Count) : i;
            VectorMaker.Fill(model.Id, texts[index], vector);
            body.WriteText($$"""{{(i > 0 ? "," : "")}}{"object":"embedding","index":{{index}},"embedding":[""");
            WriteNumbers(body, vector);
            body.WriteText($"],\"usage\":{{\"prompt_tokens\":{Tokens.Count(texts[index])}}}}}");
        }

        body.Write("]}"u8);
        return body.WrittenMemory;
    }

    /// <summary>The even ones and then the odd ones, all backwards: never the order asked for.</summary>
    private static int Shuffled(int place, int count)
    {
        var even = (count + 1) / 2;
        var position = place < even ? 2 * place : 2 * (place - even) + 1;
        return count - 1 - position;
    }

    private static void WriteNumbers(ArrayBufferWriter<byte> body, ReadOnlySpan<float> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0)
                body.Write(","u8);
            Utf8Formatter.TryFormat(numbers[i], body.GetSpan(32), out var written);
            body.Advance(written);
        }
    }
}
