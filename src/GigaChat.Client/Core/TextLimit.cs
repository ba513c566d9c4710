using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>
/// How much text may go to the service at all. The largest contexts are a few hundred thousand tokens of three to
/// five characters; what is far beyond that is refused here, before memory grows and before anything is sent.
/// </summary>
internal static class TextLimit
{
    /// <summary>More characters than any model takes in one request.</summary>
    public const int MaxCharacters = 4 * Million;

    private const int Million = 1_000_000;

    /// <summary>The limit in millions, as texts of errors name it.</summary>
    public const int MaxMillions = MaxCharacters / Million;

    /// <summary>Refuses a text, or texts together, that no model takes.</summary>
    /// <param name="length">Characters.</param>
    /// <param name="message">
    /// What to say: {0} is the size in millions of characters, {1} the limit; null for a text by itself. Asked for where it is needed:
    /// texts are looked up, and this is called for each item of a pipeline.
    /// </param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>.</exception>
    public static void ThrowIfExceeded(long length, Func<string>? message = null)
    {
        if (length > MaxCharacters)
            throw CreateError(length, message?.Invoke());
    }

    /// <summary>The refusal of so many characters.</summary>
    public static GigaChatException CreateError(long length, string? message = null)
        => new(GigaChatErrorKind.TooLarge, Localized.Format(message ?? Messages.TextBeyondLimit, length / (double)Million, MaxMillions));
}
