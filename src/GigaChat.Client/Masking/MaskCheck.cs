namespace GigaChat.Masking;

/// <summary>Whether a value that has the form of a rule is what the rule is for.</summary>
/// <param name="value">The value.</param>
internal delegate bool MaskCheck(ReadOnlySpan<char> value);
