using System.Net;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>
/// Tries a new connection with one cheap request, the list of models: address, proxy, certificate and token are then known to work.
/// </summary>
public static class ConnectionValidation
{
    private const int MaxModels = 5;
    private const string ChatType = "chat";

    /// <summary>Sends the request. A connection without a token signs in first.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Time limit and trace of the request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">The connection does not lead to the service, or the service does not take its token.</exception>
    /// <returns>What to warn of: the connection works and something is wrong nevertheless; null where all is well.</returns>
    public static async Task<LocalizedMessage?> ValidateAsync(
        this GigaChatConnection connection, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        IReadOnlyList<GigaChatModel> models;
        try
        {
            models = await connection.GetModelsAsync(checksAddress: true, options, cancellationToken).ConfigureAwait(false);
        }
        catch (GigaChatException e) when (IsOfService(e))
        {
            return Localized.Format(ConnectionMessages.ModelsNotRead, e.Message);
        }
        if (models.Count == 0 || models.Any(model => model.Id == connection.Model))
            return null;
        IEnumerable<GigaChatModel> chat = models.Where(static model => model.Type == ChatType).Take(MaxModels);
        return Localized.Format(
            ConnectionMessages.ModelNotListed,
            VisibleText.OneLine(connection.Model),
            string.Join(", ", chat.Select(static model => VisibleText.OneLine(model.Id))));
    }

    // It was reached and knows the token; that it does not list models now, or for this account, keeps nothing else from working.
    private static bool IsOfService(GigaChatException e)
        => e.Kind != GigaChatErrorKind.AddressWrong
            && e.StatusCode is HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;
}
