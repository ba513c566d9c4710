using System.Text.Json;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Batches;

/// <summary>
/// Reads a line of a batch's results. Its shape is documented nowhere: the answer of the direct call is looked for
/// wherever it may sit (at the top, in <c>result</c>, <c>response</c>, <c>response.body</c> …), and so is an error.
/// </summary>
/// <param name="batch">The batch.</param>
/// <param name="secrets">Hides the secret of the request for the results.</param>
internal sealed class BatchResultReader(GigaChatBatch batch, SecretRedactor? secrets = null)
{
    private const int MaxDepth = 4;
    private const int MaxQuoteLength = 200;
    private static readonly ServiceRequest Line = new(HttpMethod.Post, "batches")
    {
        NotFoundKind = GigaChatErrorKind.ModelNotFound,
        NotFoundMessage = Messages.RequestRefused,
    };

    private readonly ResponseSchema? _schema
        = batch.Schema is { } schema ? new ResponseSchema(schema) { IgnoresPatternCase = batch.IgnoresPatternCase } : null;

    private readonly SecretRedactor _secrets = secrets ?? SecretRedactor.None;
    private readonly Dictionary<string, BatchInput> _inputs
        = (batch.Inputs ?? []).ToDictionary(static input => input.Id, StringComparer.Ordinal);

    public BatchResult Read(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return Read(json.RootElement, line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text holds half of a surrogate pair.
            return new BatchResult(null, null, null, Unreadable(line, e));
        }
    }

    private BatchResult Read(JsonElement root, string line)
    {
        string? id = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out JsonElement named)
            ? named.ValueKind == JsonValueKind.String ? JsonText.GetString(named) : named.ToString() : null;
        BatchInput? input = id is null ? null : _inputs.GetValueOrDefault(id);
        try
        {
            foreach (JsonElement part in Parts(root))
            {
                if (Answer(part, input) is { } value)
                    return new BatchResult(id, input, WithValue(value), null);
            }
            return new BatchResult(id, input, null, Error(root) ?? Unreadable(line, null));
        }
        catch (ChatException e)
        {
            return new BatchResult(id, input, null, e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new BatchResult(id, input, null, Unreadable(line, e));
        }
    }

    private object WithValue(object answer)
    {
        if (_schema is not null && answer is ChatReply reply)
            reply.Value = _schema.Parse(reply);
        return answer;
    }

    private object? Answer(JsonElement part, BatchInput? input)
    {
        if (Has(part, "choices", JsonValueKind.Array))
            return Reply(part.Deserialize(ResponseJsonContext.Instance.ChatCompletionsResponse)!, input);
        if (Has(part, "data", JsonValueKind.Array))
        {
            EmbeddingsResponse answer = part.Deserialize(ResponseJsonContext.Instance.EmbeddingsResponse)!;
            return answer.Data is [{ } item, ..] ? Vector(item, answer.Model, input) : null;
        }
        return Has(part, "embedding", JsonValueKind.Array)
            ? Vector(part.Deserialize(ResponseJsonContext.Instance.EmbeddingPayload)!, null, input)
            : null;
    }

    private ChatReply? Reply(ChatCompletionsResponse answer, BatchInput? input)
    {
        if (answer.Choices is not [{ Message: { } message } choice, ..])
            return null;
        string text = message.Content ?? "";
        ChatUsage? usage = ChatUsage.From(answer.Usage);
        GigaChatConversation? conversation = null;
        if (input is not null)
        {
            conversation = batch.Masker is { } masker
                ? GigaChatConversation.NewMasked(batch.SystemPrompt, masker) : new GigaChatConversation(batch.SystemPrompt);
            conversation.Add(
                [new ChatMessage(ChatMessage.User, Masked(input.Text)), new ChatMessage(ChatMessage.Assistant, text)],
                usage,
                offered: null);
        }
        return new ChatReply
        {
            Text = batch.Masker?.Restore(text, isJson: _schema is not null) ?? text,
            Reasoning = message.ReasoningContent is { } thoughts ? batch.Masker?.Restore(thoughts) ?? thoughts : null,
            Model = answer.Model,
            FinishReason = choice.FinishReason,
            Usage = usage,
            Source = input?.Source,
            Conversation = conversation,
            SessionId = conversation?.SessionId,
        };
    }

    // As it was sent: the same thing has the same mark.
    private string Masked(string text) => batch.Masker?.Mask(text) ?? text;

    private static Embedding? Vector(EmbeddingPayload item, string? model, BatchInput? input)
        => item.Embedding is not { } vector ? null : new Embedding
    {
        Text = input?.Text ?? "",
        Vector = vector,
        Model = model,
        Tokens = item.Usage?.PromptTokens ?? 0,
        Source = input?.Source,
    };

    private GigaChatException? Error(JsonElement root)
    {
        string? message = null;
        int status = 0;
        foreach (JsonElement part in Parts(root))
        {
            foreach (JsonProperty property in part.EnumerateObject())
            {
                if (property.Name is "message" or "error" or "errors" or "detail" or "details")
                    message ??= ErrorReason.Find(property.Value);
                else if (property.Name is "status" or "status_code" or "code" && status == 0
                    && property.Value.ValueKind == JsonValueKind.Number
                    && property.Value.TryGetInt32(out int number)
                    && number is >= 400 and < 600)
                    status = number;
            }
        }
        if (message is null && status == 0)
            return null;
        message = message is null ? null : _secrets.Redact(message);
        return status == 0
            ? new GigaChatException(
                GigaChatErrorKind.InvalidRequest,
                Localized.Format(BatchMessages.LineFailed, VisibleText.OneLine(message, MaxQuoteLength)))
            {
                ServiceMessage = message,
            }
            : ServiceError.FromAnswer(status, new ErrorAnswer { Message = message }, Line);
    }

    // The nearest first. What was asked may be repeated in the line, and is not what came back.
    private static IEnumerable<JsonElement> Parts(JsonElement root)
    {
        List<JsonElement> level = [root];
        for (int depth = 0; depth < MaxDepth && level.Count > 0; depth++)
        {
            level = [.. level.Where(static part => part.ValueKind == JsonValueKind.Object)];
            foreach (JsonElement part in level)
                yield return part;
            level =
            [
                .. level.SelectMany(static part => part.EnumerateObject())
                    .Where(static member => member.Name != "request")
                    .Select(static member => member.Value),
            ];
        }
    }

    private static bool Has(JsonElement part, string name, JsonValueKind kind)
        => part.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind;

    private GigaChatException Unreadable(string line, Exception? inner)
    {
        string quote = VisibleText.OneLine(_secrets.Redact(line), MaxQuoteLength);
        LocalizedMessage message = Localized.Format(BatchMessages.LineUnreadable, quote);
        return new GigaChatException(GigaChatErrorKind.ResponseInvalid, message, ForeignException.Clean(inner, _secrets));
    }
}
