using System.Net;

namespace GigaChat.Chat;

/// <summary>
/// The 422 <c>Function calls count does not match function results count</c>. Some models plan several calls, answer with the
/// first, and keep all of them under <c>functions_state_id</c>; a request with one result does not fit to them then. Without the id
/// the service accepts it, and the model asks for the remaining calls one by one.
/// </summary>
internal static class FunctionStateError
{
    private static readonly string[] Words = ["calls count", "not match", "results count"];

    /// <summary>Whether an error is this one.</summary>
    public static bool Is(GigaChatException error) => error.StatusCode == HttpStatusCode.UnprocessableEntity
        && error.ServiceMessage is { } message
        && Array.TrueForAll(Words, part => message.Contains(part, StringComparison.OrdinalIgnoreCase));
}
