namespace GigaChat.Index.Storage;

/// <summary>A piece with its vector.</summary>
/// <param name="Line">The line of the document it begins in, counted from 1.</param>
/// <param name="Text">Its text.</param>
/// <param name="Vector">Its vector.</param>
internal sealed record StoredPiece(int Line, string Text, float[] Vector);
