namespace GigaChat.Masking;

/// <summary>One of the forms that the value of a pattern may have.</summary>
/// <param name="Beginning">The pattern of what stands before the value, such as a quotation mark.</param>
/// <param name="BeginsWith">The text of it, where it can only be that; null where it is a pattern.</param>
/// <param name="Value">The pattern of the value.</param>
/// <param name="End">The pattern of what stands after it.</param>
/// <param name="EndLength">The number of characters that the end has.</param>
internal sealed record PatternBranch(string Beginning, string? BeginsWith, string Value, string End, int EndLength);
