namespace GigaChat;

/// <summary>A part of a text, by its place.</summary>
/// <param name="FirstLine">The line that it begins in, counted from 1.</param>
/// <param name="LastLine">The line that it ends in.</param>
/// <param name="Length">Its characters. The parts of a text follow each other without a gap.</param>
/// <param name="Tokens">Its tokens, as the service counts them; an estimate where it is sure to fit.</param>
public sealed record TextPart(long FirstLine, long LastLine, int Length, int Tokens);
