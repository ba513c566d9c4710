namespace GigaChat.Commands.Masking;

/// <summary>Masks large texts off the pipeline thread: Ctrl+C ends the waiting at once, and the work soon after.</summary>
internal static class StoppableMasking
{
    // Such a text takes some milliseconds; to hand it to another thread would cost a short one more than its masking.
    private const int ShortText = 64 * 1024;

    /// <summary>Masks a text.</summary>
    /// <typeparam name="T">The masked text.</typeparam>
    /// <param name="cmdlet">The cmdlet, on whose thread this is called.</param>
    /// <param name="text">The text.</param>
    /// <param name="mask">Masks it.</param>
    public static T MaskText<T>(this AsyncCommand cmdlet, string text, Func<string, CancellationToken, T> mask)
        => text.Length <= ShortText ? mask(text, CancellationToken.None) : cmdlet.AwaitBlocking(() => mask(text, cmdlet.StopToken));
}
