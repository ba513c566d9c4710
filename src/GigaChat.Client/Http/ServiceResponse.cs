namespace GigaChat.Http;

/// <summary>An answer with what its headers say.</summary>
/// <param name="Value">The body.</param>
/// <param name="RequestId"><c>x-request-id</c>.</param>
/// <param name="SessionId"><c>x-session-id</c>.</param>
/// <param name="Duration">From sending to the whole answer (of a stream: to its first bytes).</param>
internal sealed record ServiceResponse<T>(T Value, string? RequestId, string? SessionId, TimeSpan Duration);
