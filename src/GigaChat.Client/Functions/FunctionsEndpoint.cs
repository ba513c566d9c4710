using GigaChat.Http;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>Functions: <c>POST /functions/validate</c>.</summary>
public static class FunctionsEndpoint
{
    /// <summary>Has the service look through the description of a function. It calls nothing and costs no tokens.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="function">The function.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>Its errors and warnings.</returns>
    public static async Task<FunctionValidation> ValidateFunctionAsync(
        this IGigaChatConnection connection,
        GigaChatFunction function,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(function);
        var request = new ServiceRequest(HttpMethod.Post, "functions/validate")
        {
            Json = RequestJsonContext.Write(function.ToPayload(), RequestJsonContext.Default.FunctionPayload),
            SpendsTokens = false,
        };
        ServiceResponse<FunctionValidationResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.FunctionValidationResponse, options, cancellationToken).ConfigureAwait(false);
        return new FunctionValidation
        {
            Name = function.Name,
            Message = response.Value.Message,
            RulesVersion = response.Value.JsonAiRulesVersion,
            Errors = Findings(response.Value.Errors),
            Warnings = Findings(response.Value.Warnings),
        };
    }

    private static FunctionFinding[] Findings(IReadOnlyList<FunctionFindingPayload>? findings)
        =>
        [
            .. (findings ?? [])
                .Where(static finding => finding is not null)
                .Select(static finding => new FunctionFinding(finding.Description ?? "", finding.SchemaLocation)),
        ];
}
