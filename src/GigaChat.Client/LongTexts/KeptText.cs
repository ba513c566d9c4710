namespace GigaChat;

/// <summary>The beginning or the end of a text that is too long.</summary>
/// <param name="Text">What is kept.</param>
/// <param name="FirstLine">The line that it begins in, counted from 1.</param>
/// <param name="LastLine">The line that it ends in.</param>
/// <param name="IsWhole">The whole text has room, nothing was left out.</param>
public sealed record KeptText(string Text, long FirstLine, long LastLine, bool IsWhole);
