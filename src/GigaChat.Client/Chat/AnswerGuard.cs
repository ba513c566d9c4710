using GigaChat.Core;
using GigaChat.Http;

namespace GigaChat.Chat;

/// <summary>Turns what breaks while an answer is taken apart into an error of this library: callers catch one kind of exception.</summary>
internal static class AnswerGuard
{
    /// <summary>Reads an answer.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>, or what reading found.</exception>
    public static T Read<T>(string? requestId, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsForeign(e))
        {
            throw ServiceError.Unreadable(requestId, ForeignException.Clean(e));
        }
    }

    /// <summary>Neither an error of this library nor a cancellation.</summary>
    public static bool IsForeign(Exception e) => e is not (GigaChatException or OperationCanceledException);
}
