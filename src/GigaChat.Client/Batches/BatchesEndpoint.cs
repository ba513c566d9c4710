using System.Globalization;
using System.Text.Json;
using GigaChat.Batches;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>
/// Batches: <c>/batches</c>, and their results, <c>GET /files/{output_file_id}/content</c>. For companies that pay as they go.
/// </summary>
public static partial class BatchesEndpoint
{
    private static readonly Dictionary<GigaChatBatchMethod, string> MethodNames = new()
    {
        [GigaChatBatchMethod.Chat] = "chat_completions",
        [GigaChatBatchMethod.Embedding] = "embedder",
    };

    /// <summary>Hands requests over, to be answered together.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The requests.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">Not taken; see its kind.</exception>
    /// <returns>The batch, with its inputs.</returns>
    public static async Task<GigaChatBatch> StartBatchAsync(
        this IGigaChatConnection connection,
        BatchRequest request,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Method == GigaChatBatchMethod.Chat && request.SystemPrompt is null)
            request = request with { SystemPrompt = connection.SystemPrompt };
        if (request.Inputs.Count == 0)
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, BatchMessages.Empty);
        string model = request.Model ?? (request.Method == GigaChatBatchMethod.Chat ? connection.Model : EmbeddingOptions.DefaultModel);
        TextMasker? masker = (request.Mask ?? connection.MaskRules) is { } rules ? new TextMasker(rules) : null;
        BatchRequest masked = masker is null ? request : MaskTexts(request, masker, cancellationToken);
        var message = new ServiceRequest(HttpMethod.Post, "batches?method=" + MethodNames[request.Method])
        {
            Body = _ => new BatchContent(masked, model, masker),
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            Subject = model,
            Model = model,
            IsText = true,
            ForbiddenMessage = BatchMessages.Denied,
        };
        ServiceResponse<BatchResponse> response = await connection.Service
            .SendAsync(message, ResponseJsonContext.Instance.BatchResponse, options, cancellationToken).ConfigureAwait(false);
        return ToBatch(response.Value, response.RequestId) with
        {
            Inputs = request.Inputs,
            SystemPrompt = request.SystemPrompt,
            Schema = request.Schema?.Json,
            IgnoresPatternCase = request.Schema?.IgnoresPatternCase == true,
            Masker = masker,
        };
    }

    /// <summary>All batches that the service still knows.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The batches, in the service's order.</returns>
    public static Task<IReadOnlyList<GigaChatBatch>> GetBatchesAsync(
        this IGigaChatConnection connection, CallOptions? options = null, CancellationToken cancellationToken = default)
        => ListAsync(connection, new ServiceRequest(HttpMethod.Get, "batches"), options, cancellationToken);

    /// <summary>How far one batch is.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="batch">The batch; only its id matters, its inputs are kept.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.BatchNotFound"/> where there is none of that id.</exception>
    /// <returns>The batch as it is now.</returns>
    public static async Task<GigaChatBatch> GetBatchAsync(
        this IGigaChatConnection connection,
        GigaChatBatch batch,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var request = new ServiceRequest(HttpMethod.Get, "batches?batch_id=" + Uri.EscapeDataString(batch.Id)) { Subject = batch.Id };
        IReadOnlyList<GigaChatBatch> found = await ListAsync(connection, request, options, cancellationToken).ConfigureAwait(false);
        GigaChatBatch now = found.FirstOrDefault(item => item.Id == batch.Id)
            ?? throw new GigaChatException(GigaChatErrorKind.BatchNotFound, Localized.Format(BatchMessages.NotFound, 404, "", batch.Id));
        return now with
        {
            Inputs = batch.Inputs,
            SystemPrompt = batch.SystemPrompt,
            Schema = batch.Schema,
            IgnoresPatternCase = batch.IgnoresPatternCase,
            Masker = batch.Masker,
        };
    }

    private static BatchRequest MaskTexts(BatchRequest request, TextMasker masker, CancellationToken cancellationToken) => request with
    {
        Inputs = [.. request.Inputs.Select(input => input with { Text = masker.Mask(input.Text, cancellationToken) })],
        SystemPrompt = request.SystemPrompt is { } prompt ? masker.Mask(prompt, cancellationToken) : null,
    };

    private static async Task<IReadOnlyList<GigaChatBatch>> ListAsync(
        IGigaChatConnection connection, ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        request = request with
        {
            SpendsTokens = false,
            NotFoundKind = GigaChatErrorKind.BatchNotFound,
            NotFoundMessage = BatchMessages.NotFound,
            ForbiddenMessage = BatchMessages.Denied,
        };
        ServiceResponse<JsonElement> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.JsonElement, options, cancellationToken).ConfigureAwait(false);
        // Documented is {"batches":[…]}; two of the service's own clients also take the bare list.
        JsonElement list = response.Value is { ValueKind: JsonValueKind.Object } whole
            && whole.TryGetProperty("batches", out JsonElement inner)
            ? inner
            : response.Value;
        try
        {
            IReadOnlyList<BatchResponse> batches = list.Deserialize(ResponseJsonContext.Instance.IReadOnlyListBatchResponse) ?? [];
            return [.. batches.Select(batch => ToBatch(batch, response.RequestId))];
        }
        catch (JsonException e)
        {
            throw ServiceError.Unreadable(response.RequestId, e);
        }
    }

    private static GigaChatBatch ToBatch(BatchResponse? answer, string? requestId) => new()
    {
        Id = answer?.Id ?? throw ServiceError.Unreadable(requestId),
        Method = MethodNames
            .Where(pair => pair.Value == answer.Method)
            .Select(static pair => (GigaChatBatchMethod?)pair.Key)
            .FirstOrDefault(),
        // A word, which PowerShell shows as it is in a list of objects of several types.
        Status = answer.Status is { } status ? VisibleText.OneLine(status) : null,
        Total = answer.RequestCounts?.Total,
        Completed = answer.RequestCounts?.Completed,
        Failed = answer.RequestCounts?.Failed,
        OutputFileId = answer.OutputFileId,
        Created = ToTime(answer.CreatedAt),
        Updated = ToTime(answer.UpdatedAt),
    };

    /// <summary>A time in seconds, in milliseconds, or as text.</summary>
    internal static DateTimeOffset? ToTime(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long units) && units is > 0 and < 253_402_300_800_000
            => units < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(units) : DateTimeOffset.FromUnixTimeMilliseconds(units),
        { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(
            JsonText.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        _ => null,
    };
}
