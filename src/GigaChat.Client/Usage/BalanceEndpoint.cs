using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>Balance: <c>GET /balance</c>.</summary>
public static class BalanceEndpoint
{
    /// <summary>What is left of the account's packages.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.PermissionDenied"/> for accounts that pay as they go: they have no balance.
    /// </exception>
    /// <returns>One entry for each package, in the service's order.</returns>
    public static async Task<IReadOnlyList<GigaChatBalance>> GetBalanceAsync(
        this IGigaChatConnection connection, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var request = new ServiceRequest(HttpMethod.Get, "balance") { ForbiddenMessage = Messages.BalanceDenied, SpendsTokens = false };
        ServiceResponse<BalanceResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.BalanceResponse, options, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<BalancePayload> items = response.Value.Balance ?? throw ServiceError.Unreadable(response.RequestId);
        return [.. items.Select(item => new GigaChatBalance(item?.Usage ?? throw ServiceError.Unreadable(response.RequestId), item.Value))];
    }
}
