namespace GigaChat.LongTexts;

/// <summary>A line of a text, or a piece of a line that is very long.</summary>
/// <param name="Text">The line with its end.</param>
/// <param name="StartsRecord">
/// Whether a record begins here. A line that begins with white space goes on with the one above, as the lines of a stack trace do.
/// </param>
internal readonly record struct TextLine(string Text, bool StartsRecord);
