using System.Text;
using GigaChat.Core;
using GigaChat.LongTexts;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>A question about material that one request may have no room for.</summary>
/// <param name="Question">The question, without the material; all requests are made from it.</param>
/// <param name="Open">Opens the material at its beginning; it may be read several times.</param>
/// <param name="MaximumInput">
/// The tokens of one request at most, the question included; null for what the service's documentation names for every chat model
/// (131,072) less room for the answer.
/// </param>
/// <param name="MaskOfConnection">
/// What the connection masks, for a question that does not say itself; null for nothing. The material is masked before it is cut.
/// </param>
public sealed record LongMaterial(
    ChatRequest Question, Func<CancellationToken, ValueTask<TextReader>> Open, int? MaximumInput = null,
    TextMaskRules? MaskOfConnection = null)
{
    private const int BlockLength = 16 * 1024;

    private readonly List<int> _known = [];

    /// <summary>The question, without the material. All requests that are made from it have the same marks.</summary>
    public ChatRequest Question { get; } = (Question ?? throw new ArgumentNullException(nameof(Question))).WithMarks();

    internal int Limit => MaximumInput ?? ModelContext.FindMaximumInput(Question.Sampling);

    /// <summary>Masks with the marks of the question.</summary>
    internal TextMasker Masker => Question.CreateMasker(MaskOfConnection);

    /// <summary>Opens a text in memory.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A value for <see cref="Open"/>.</returns>
    public static Func<CancellationToken, ValueTask<TextReader>> FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _ => new(new StringReader(text));
    }

    /// <summary>Reads the whole material, masked as it is sent.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="GigaChatException">
    /// It cannot be read, or <see cref="GigaChatErrorKind.TooLarge"/>: it has more characters than any request takes.
    /// </exception>
    /// <returns>The text.</returns>
    public async Task<string> ReadAsync(CancellationToken cancellationToken = default)
    {
        using TextReader reader = await OpenMaskedAsync(cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder();
        char[] block = new char[BlockLength];
        while (await reader.ReadAsync(block.AsMemory(), cancellationToken).ConfigureAwait(false) is > 0 and var length)
        {
            text.Append(block, 0, length);
            TextLimit.ThrowIfExceeded(text.Length);
        }
        return text.ToString();
    }

    /// <summary>Reads the whole material where one request has room for it.</summary>
    /// <param name="count">Counts tokens; not called where the material is so short that it fits for sure.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="GigaChatException">
    /// It cannot be read, or <see cref="GigaChatErrorKind.TooLarge"/>: there is no room.
    /// </exception>
    /// <returns>The text.</returns>
    public async Task<string> ReadFittingAsync(TokenCounting count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(count);
        string text = await ReadAsync(cancellationToken).ConfigureAwait(false);
        int room = await RequestRoom.FindAsync(this, Question.Prompt, count, cancellationToken).ConfigureAwait(false);
        if (TokenEstimate.Fits(text, room))
            return text;
        int tokens = (await count([text], cancellationToken).ConfigureAwait(false))[0];
        return tokens <= room ? text
            : throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(LongTextMessages.TooLong, tokens, room));
    }

    /// <summary>Reads as much of the beginning as one request has room for, whole records where it can.</summary>
    /// <param name="count">Counts tokens.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="GigaChatException">It cannot be read, or a request has no room for any of it.</exception>
    /// <returns>The beginning, and whether that is all.</returns>
    public async Task<KeptText> KeepStartAsync(TokenCounting count, CancellationToken cancellationToken = default)
    {
        TextKeeper keeper = await NewKeeperAsync(count, cancellationToken).ConfigureAwait(false);
        using TextReader reader = await OpenMaskedAsync(cancellationToken).ConfigureAwait(false);
        return await keeper.KeepStartAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads as much of the end as one request has room for, whole records where it can.</summary>
    /// <inheritdoc cref="KeepStartAsync" path="/param"/>
    /// <inheritdoc cref="KeepStartAsync" path="/exception"/>
    /// <returns>The end, and whether that is all.</returns>
    public async Task<KeptText> KeepEndAsync(TokenCounting count, CancellationToken cancellationToken = default)
    {
        TextKeeper keeper = await NewKeeperAsync(count, cancellationToken).ConfigureAwait(false);
        using TextReader reader = await OpenMaskedAsync(cancellationToken).ConfigureAwait(false);
        return await keeper.KeepEndAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the material as it is sent.</summary>
    internal async ValueTask<TextReader> OpenMaskedAsync(CancellationToken cancellationToken)
    {
        TextReader reader = await Open(cancellationToken).ConfigureAwait(false);
        return Masker is { Rules.IsOn: true } masker ? new MaskedReader(reader, masker, _known) : reader;
    }

    /// <summary>Reads so many characters.</summary>
    /// <returns>The text; shorter where the material ends before.</returns>
    internal static async Task<string> ReadBlockAsync(TextReader reader, int length, CancellationToken cancellationToken)
    {
        char[] text = new char[length];
        int read = 0;
        // TextReader's own way to fill a buffer goes past the readers that derive from it.
        while (read < length && await reader.ReadAsync(text.AsMemory(read), cancellationToken).ConfigureAwait(false) is > 0 and var more)
            read += more;
        return new string(text, 0, read);
    }

    private async Task<TextKeeper> NewKeeperAsync(TokenCounting count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(count);
        return new TextKeeper(
            count, await RequestRoom.FindAsync(this, Question.Prompt, count, cancellationToken).ConfigureAwait(false));
    }
}
