using System.Net;
using System.Net.Http.Headers;
using GigaChat.Chat.V1;
using GigaChat.Masking;
using GigaChat.Wire;

namespace GigaChat.Batches;

/// <summary>
/// The lines of a batch, each made while it is written, so that memory stays flat and a repetition sends all of them again.
/// </summary>
internal sealed class BatchContent : HttpContent
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    private readonly Func<BatchInput, byte[]> _line;
    private readonly IReadOnlyList<BatchInput> _inputs;
    private readonly long _length;

    /// <summary>Prepares the lines.</summary>
    /// <param name="request">The requests, their texts masked already.</param>
    /// <param name="model">The model.</param>
    /// <param name="masker">Masks the schema, as that of a single request is; null for nothing.</param>
    public BatchContent(BatchRequest request, string model, TextMasker? masker = null)
    {
        _inputs = request.Inputs;
        ResponseFormatPayload? format = request.Schema?.ToPayload();
        if (format is not null && masker is { Rules.IsOn: true })
            format = format with { Schema = JsonText.Parse(new JsonMasker(masker, isProtocol: true).Mask(JsonText.Write(format.Schema))) };
        _line = request.Method == GigaChatBatchMethod.Chat
            ? input => ChatLine(request, model, format, input)
            : input => EmbeddingLine(model, input);
        // Counted in advance: gateways like to know the length.
        _length = _inputs.Sum(input => (long)_line(input).Length + LineEnd.Length);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (BatchInput input in _inputs)
        {
            await stream.WriteAsync(_line(input), cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(LineEnd, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    private static byte[] ChatLine(BatchRequest request, string model, ResponseFormatPayload? format, BatchInput input)
    {
        var prompt = new MessagePayload { Role = ChatMessage.User, Content = input.Text };
        MessagePayload[] messages = string.IsNullOrEmpty(request.SystemPrompt)
            ? [prompt]
            : [new MessagePayload { Role = ChatMessage.System, Content = request.SystemPrompt }, prompt];
        var line = new BatchLineRequest<ChatCompletionsRequest>
        {
            Id = input.Id,
            Request = ChatV1Protocol.NewBody(model, messages, request.Sampling) with { ResponseFormat = format },
        };
        return RequestJsonContext.Write(line, RequestJsonContext.Default.BatchLineRequestChatCompletionsRequest);
    }

    private static byte[] EmbeddingLine(string model, BatchInput input)
    {
        var line = new BatchLineRequest<EmbeddingsRequest>
        {
            Id = input.Id,
            Request = new EmbeddingsRequest { Model = model, Input = [input.Text] },
        };
        return RequestJsonContext.Write(line, RequestJsonContext.Default.BatchLineRequestEmbeddingsRequest);
    }
}
