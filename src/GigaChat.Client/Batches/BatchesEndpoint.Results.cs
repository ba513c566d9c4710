using System.Globalization;
using System.Text;
using GigaChat.Batches;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat;

/// <content>Results of batches: <c>GET /files/{output_file_id}/content</c>.</content>
public static partial class BatchesEndpoint
{
    /// <summary>Fetches the results of a finished batch and joins them to its inputs.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">The batch is not finished, has no results, or they cannot be had.</exception>
    /// <returns>One outcome for each input, in their order; where the inputs are not known, in the order of the ids.</returns>
    public static async Task<IReadOnlyList<BatchResult>> ReceiveBatchAsync(
        this IGigaChatConnection connection,
        GigaChatBatch batch,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.OutputFileId is null)
            batch = await connection.GetBatchAsync(batch, options, cancellationToken).ConfigureAwait(false);
        if (batch.OutputFileId is not { } file)
        {
            string text = batch.IsFinished ? BatchMessages.NoResults : BatchMessages.NotFinished;
            throw new GigaChatException(
                GigaChatErrorKind.BatchNotFinished,
                Localized.Format(text, batch.Id, batch.Status, batch.Completed ?? 0, (object?)batch.Total ?? "?"));
        }

        if (!PathSegment.TryEscape(file, out string? segment))
            throw ServiceError.Unreadable(requestId: null);
        var request = new ServiceRequest(HttpMethod.Get, $"files/{segment}/content")
        {
            NotFoundKind = GigaChatErrorKind.FileNotFound,
            NotFoundMessage = BatchMessages.ResultsGone,
            Subject = batch.Id,
            SpendsTokens = false,
            IsFile = true,
            MaxResponseBytes = ServiceRequest.MaxFileBytes,
        };
        ServiceResponse<List<BatchResult>> response = await connection.Service
            .ReadAsync(request, (body, secrets, token) => ReadAsync(batch, body, secrets, token), options, cancellationToken)
            .ConfigureAwait(false);
        return Join(batch, response.Value);
    }

    private static async Task<List<BatchResult>> ReadAsync(
        GigaChatBatch batch, Stream body, SecretRedactor secrets, CancellationToken cancellationToken)
    {
        var reader = new BatchResultReader(batch, secrets);
        var results = new List<BatchResult>();
        using var lines = new StreamReader(body, Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                results.Add(reader.Read(line));
        }
        return results;
    }

    /// <summary>Every input gets its outcome, also where the service left it out; what belongs to no input comes last.</summary>
    internal static IReadOnlyList<BatchResult> Join(GigaChatBatch batch, IReadOnlyList<BatchResult> results)
    {
        if (batch.Inputs is not { } inputs)
            return [.. results.OrderBy(static o => Number(o.Id)).ThenBy(static o => o.Id, StringComparer.Ordinal)];
        Dictionary<string, BatchResult> byId = [];
        List<BatchResult> others = [];
        foreach (BatchResult result in results)
        {
            if (result.Input is null || !byId.TryAdd(result.Input.Id, result))
                others.Add(result);
        }
        return [.. inputs.Select(input => byId.GetValueOrDefault(input.Id) ?? Unanswered(input)), .. others];
    }

    private static BatchResult Unanswered(BatchInput input)
        => new(input.Id, input, null, new GigaChatException(GigaChatErrorKind.ResponseInvalid, BatchMessages.Unanswered));

    private static long Number(string? id)
        => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;
}
