namespace GigaChat.LongTexts;

/// <summary>
/// Cuts a text into parts that a request has room for. Their size comes from an estimate, which the first count sets right; then every
/// part is counted, many in one request, and cut again where it is too long after all. What was counted is forgotten, so that memory
/// stays flat however long the text is.
/// </summary>
/// <param name="count">Counts tokens.</param>
/// <param name="maximumTokens">The tokens of a part at most.</param>
internal sealed class PartPlanner(TokenCounting count, int maximumTokens)
{
    // What is counted in one request; one that is too large for the service is repeated in halves.
    internal const int MaximumGroup = 32;
    internal const int MaximumGroupCharacters = 4_000_000;

    private const double FirstCharactersPerToken = 3;
    private const int SmallestPart = 2;

    // What is counted afterwards differs a little from part to part.
    private const double Filled = 0.95;

    private readonly List<TextPart> _parts = [];
    private double _charactersPerToken = FirstCharactersPerToken;
    private bool _isMeasured;

    private int TargetLength
        => (int)Math.Clamp(maximumTokens * _charactersPerToken * Filled, SmallestPart, Core.TextLimit.MaxCharacters);

    /// <summary>Plans the parts of a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The parts, in the order of the text; none of an empty one.</returns>
    public async Task<IReadOnlyList<TextPart>> PlanAsync(TextReader source, CancellationToken cancellationToken)
    {
        var cutter = new PartCutter(source);
        while (await ReadGroupAsync(cutter, cancellationToken).ConfigureAwait(false) is { Count: > 0 } group)
            _parts.AddRange(await SettleAsync(group, cancellationToken).ConfigureAwait(false));
        return _parts;
    }

    // The first part alone: how many characters a token has is not known yet.
    private async Task<List<CutText>> ReadGroupAsync(PartCutter cutter, CancellationToken cancellationToken)
    {
        var group = new List<CutText>();
        int length = 0;
        int limit = _isMeasured ? MaximumGroup : 1;
        while (group.Count < limit && (group.Count == 0 || length + TargetLength <= MaximumGroupCharacters)
            && await cutter.ReadAsync(TargetLength, cancellationToken).ConfigureAwait(false) is { } part)
        {
            group.Add(part);
            length += part.Text.Length;
        }
        return group;
    }

    private async Task<IReadOnlyList<TextPart>> SettleAsync(List<CutText> group, CancellationToken cancellationToken)
    {
        List<(CutText Piece, int? Tokens)> pieces = [.. group.Select(static piece => (piece, (int?)null))];
        while (pieces.Exists(static piece => piece.Tokens is null))
        {
            await CountAsync(pieces, cancellationToken).ConfigureAwait(false);
            var smaller = new List<(CutText, int?)>();
            foreach ((CutText piece, int? tokens) in pieces)
            {
                if (tokens <= maximumTokens || piece.Text.Length <= SmallestPart)
                    smaller.Add((piece, tokens));
                else
                    smaller.AddRange(await CutAsync(piece, tokens!.Value, cancellationToken).ConfigureAwait(false));
            }
            pieces = smaller;
        }
        return [.. pieces.Select(static piece => piece.Piece.ToPart(piece.Tokens!.Value))];
    }

    // Pieces of the same size: a large one and a small rest would be two requests as well.
    private async Task<IReadOnlyList<(CutText, int?)>> CutAsync(CutText piece, int tokens, CancellationToken cancellationToken)
    {
        int number = Math.Max(2, (int)Math.Ceiling(tokens / (maximumTokens * Filled)));
        int length = Math.Max(SmallestPart, (piece.Text.Length / number) + Math.Min(piece.Text.Length / 50, LineReader.LongestPiece));
        var cutter = new PartCutter(new StringReader(piece.Text), piece.FirstLine);
        var pieces = new List<(CutText, int?)>();
        while (await cutter.ReadAsync(length, cancellationToken).ConfigureAwait(false) is { } part)
            pieces.Add((part, null));
        return pieces;
    }

    private async Task CountAsync(List<(CutText Piece, int? Tokens)> pieces, CancellationToken cancellationToken)
    {
        var doubtful = new List<int>();
        for (int i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Tokens is not null)
                continue;
            string text = pieces[i].Piece.Text;
            if (TokenEstimate.Fits(text, maximumTokens))
                pieces[i] = (pieces[i].Piece, (int)TokenEstimate.Of(text));
            else
                doubtful.Add(i);
        }
        if (doubtful.Count == 0)
            return;
        IReadOnlyList<int> counted = await count([.. doubtful.Select(i => pieces[i].Piece.Text)], cancellationToken).ConfigureAwait(false);
        _charactersPerToken = double.MaxValue;
        for (int i = 0; i < doubtful.Count; i++)
        {
            CutText piece = pieces[doubtful[i]].Piece;
            pieces[doubtful[i]] = (piece, counted[i]);
            _charactersPerToken = Math.Min(_charactersPerToken, piece.Text.Length / Math.Max(1.0, counted[i]));
        }
        _isMeasured = true;
    }
}
