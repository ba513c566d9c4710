namespace GigaChat.Masking;

/// <summary>A part of a text that is masked.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, not included.</param>
/// <param name="Name">What the mark is called by, in capital letters.</param>
/// <param name="Rank">Of overlapping parts the one with the lowest rank stays.</param>
internal readonly record struct MaskMatch(int Start, int End, string Name, int Rank);
