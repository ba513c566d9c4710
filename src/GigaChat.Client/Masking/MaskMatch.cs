namespace GigaChat.Masking;

/// <summary>A part of a text that is masked.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, not included.</param>
/// <param name="Name">What the mark is called by, in capital letters.</param>
/// <param name="Rank">Of overlapping parts the one with the lowest rank stays.</param>
/// <param name="Known">The mark of the whole part, once it was looked up; not of what is left of it.</param>
internal readonly record struct MaskMatch(int Start, int End, string Name, int Rank, TextMark? Known = null)
{
    /// <summary>The mark of exactly this part; null where it has to be looked up.</summary>
    public string? Mark => Known is not null && Known.Value.Length == End - Start ? Known.Mark : null;
}
