namespace GigaChat.LongTexts;

/// <summary>Keeps as much of the beginning or of the end of a text as a request has room for, whole records where it can.</summary>
/// <param name="count">Counts tokens.</param>
/// <param name="maximumTokens">The tokens at most.</param>
internal sealed class TextKeeper(TokenCounting count, int maximumTokens)
{
    // More characters than this for a token are not met in text that people or programs write.
    private const int MostCharactersPerToken = 6;
    private const double Filled = 0.98;

    private int Window => (int)Math.Clamp((long)maximumTokens * MostCharactersPerToken, 2, Core.TextLimit.MaxCharacters);

    /// <summary>Keeps the beginning; no more of the text is read.</summary>
    public async Task<KeptText> KeepStartAsync(TextReader source, CancellationToken cancellationToken)
    {
        var cutter = new PartCutter(source);
        CutText kept = await cutter.ReadAsync(Window, cancellationToken).ConfigureAwait(false) ?? new CutText("", 1, 1);
        // Whether more follows shows only when it is read.
        bool isWhole = await cutter.ReadAsync(2, cancellationToken).ConfigureAwait(false) is null;
        while (await FindLengthAsync(kept.Text, cancellationToken).ConfigureAwait(false) is { } length)
        {
            isWhole = false;
            var rest = new PartCutter(new StringReader(kept.Text));
            kept = (await rest.ReadAsync(length, cancellationToken).ConfigureAwait(false))!;
        }
        return new KeptText(kept.Text, kept.FirstLine, kept.LastLine, isWhole);
    }

    /// <summary>Keeps the end. The text is read through, and only as much of it is in memory.</summary>
    public async Task<KeptText> KeepEndAsync(TextReader source, CancellationToken cancellationToken)
    {
        var reader = new LineReader(source);
        var tail = new TextTail(Window);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
            tail.Add(line);
        tail.DropTornRecord();
        while (await FindLengthAsync(tail.Text, cancellationToken).ConfigureAwait(false) is { } length)
            tail.Shorten(length);
        string text = tail.Text;
        long lastLine = tail.FirstLine + text.AsSpan().Count('\n') - (text.EndsWith('\n') ? 1 : 0);
        return new KeptText(text, tail.FirstLine, Math.Max(lastLine, tail.FirstLine), tail.IsWhole);
    }

    // How many characters a text should have instead; null where it fits.
    private async Task<int?> FindLengthAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length <= 2 || TokenEstimate.Fits(text, maximumTokens))
            return null;
        int tokens = (await count([text], cancellationToken).ConfigureAwait(false))[0];
        return tokens <= maximumTokens ? null
            : (int)Math.Clamp(text.Length * (maximumTokens * Filled / tokens), 2, text.Length - 1);
    }
}
