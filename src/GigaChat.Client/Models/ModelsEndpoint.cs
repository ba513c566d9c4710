using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>Models: <c>GET /models</c> and <c>GET /models/{model}</c>.</summary>
public static class ModelsEndpoint
{
    /// <summary>All models that the account sees, in the service's order.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The models.</returns>
    public static Task<IReadOnlyList<GigaChatModel>> GetModelsAsync(
        this IGigaChatConnection connection, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.GetModelsAsync(checksAddress: false, options, cancellationToken);
    }

    /// <param name="connection">The connection.</param>
    /// <param name="checksAddress">An answer that is not the service's ends in <see cref="GigaChatErrorKind.AddressWrong"/>.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<IReadOnlyList<GigaChatModel>> GetModelsAsync(
        this IGigaChatConnection connection, bool checksAddress, CallOptions? options, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(HttpMethod.Get, "models") { ChecksAddress = checksAddress, SpendsTokens = false };
        ServiceResponse<ModelsResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.ModelsResponse, options, cancellationToken).ConfigureAwait(false);
        return [.. (response.Value.Data ?? []).Select(model => ToModel(model, response.RequestId))];
    }

    /// <summary>One model by its exact name.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="id">Its name.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ModelNotFound"/> where there is none of that name.</exception>
    /// <returns>The model.</returns>
    public static async Task<GigaChatModel> GetModelAsync(
        this IGigaChatConnection connection, string id, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!PathSegment.TryEscape(id, out string? segment))
            throw new GigaChatException(GigaChatErrorKind.ModelNotFound, Localized.Format(Messages.ModelNotFound, 404, "", id));
        var request = new ServiceRequest(HttpMethod.Get, "models/" + segment)
        {
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            Subject = id,
            SpendsTokens = false,
        };
        ServiceResponse<ModelResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.ModelResponse, options, cancellationToken).ConfigureAwait(false);
        return ToModel(response.Value, response.RequestId);
    }

    private static GigaChatModel ToModel(ModelResponse? model, string? requestId)
        => model is { Id: { } id }
            ? new GigaChatModel(id, model.Type, model.OwnedBy)
            : throw ServiceError.Unreadable(requestId);
}
