namespace GigaChat.Emulator.Hosting;

/// <summary>The service's paths.</summary>
internal static class Routes
{
    public const string OAuth = "/api/v2/oauth";
    public const string SignInBase = "/api/v2";
    public const string Base = "/v1";
    public const string Token = "/v1/token";
    public const string Chat = "/v1/chat/completions";
    public const string BaseV2 = "/v2";
    public const string ChatV2 = "/v2/chat/completions";
    public const string Models = "/v1/models";
    public const string ValidateFunction = "/v1/functions/validate";
    public const string ConvertFunctions = "/v1/functions/convert";
    public const string FilterCheck = "/v1/filter/check";
    public const string Assistants = "/v1/assistants";
    public const string Threads = "/v1/threads";
    public const string Embeddings = "/v1/embeddings";
    public const string TokensCount = "/v1/tokens/count";
    public const string Balance = "/v1/balance";
    public const string Files = "/v1/files";
    public const string AiCheck = "/v1/ai/check";
    public const string Batches = "/v1/batches";
    public const string Control = "/control";

    /// <summary>Whether the path is the chat's, in either version of the API.</summary>
    public static bool IsChat(PathString path) => path == Chat || path == ChatV2;
}
