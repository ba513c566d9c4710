namespace GigaChat.Commands.Infrastructure;

/// <summary>The value of asynchronous work, or its error: carried to the pipeline thread, which alone may write either.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="Value">The value; null where there is an error.</param>
/// <param name="Error">The error; null where there is a value.</param>
internal sealed record Result<T>(T? Value, GigaChatException? Error)
    where T : class
{
    /// <summary>Starts the work and keeps what comes of it.</summary>
    public static async Task<Result<T>> CaptureAsync(Func<Task<T>> work)
    {
        try
        {
            return new Result<T>(await work().ConfigureAwait(false), null);
        }
        catch (GigaChatException e)
        {
            return new Result<T>(null, e);
        }
    }

    /// <summary>The value.</summary>
    /// <exception cref="GigaChatException">The work ended in this error.</exception>
    public T GetValue() => Value ?? throw Error!;
}
