using System.Management.Automation.Host;

namespace GigaChat.Commands.Functions;

/// <summary>The screen of the session's host, without its keyboard.</summary>
/// <param name="raw">The session's.</param>
/// <param name="refuse">Makes the exception for a question.</param>
internal sealed class UnattendedRawUserInterface(PSHostRawUserInterface raw, Func<string, Exception> refuse) : PSHostRawUserInterface
{
    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get => raw.ForegroundColor; set => raw.ForegroundColor = value; }

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get => raw.BackgroundColor; set => raw.BackgroundColor = value; }

    /// <inheritdoc/>
    public override Coordinates CursorPosition { get => raw.CursorPosition; set => raw.CursorPosition = value; }

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get => raw.WindowPosition; set => raw.WindowPosition = value; }

    /// <inheritdoc/>
    public override int CursorSize { get => raw.CursorSize; set => raw.CursorSize = value; }

    /// <inheritdoc/>
    public override Size BufferSize { get => raw.BufferSize; set => raw.BufferSize = value; }

    /// <inheritdoc/>
    public override Size WindowSize { get => raw.WindowSize; set => raw.WindowSize = value; }

    /// <inheritdoc/>
    public override Size MaxWindowSize => raw.MaxWindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => raw.MaxPhysicalWindowSize;

    /// <inheritdoc/>
    public override string WindowTitle { get => raw.WindowTitle; set => raw.WindowTitle = value; }

    /// <summary>A key would never come: whoever waits for one is refused.</summary>
    public override bool KeyAvailable => throw refuse(nameof(KeyAvailable));

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw refuse(nameof(ReadKey));

    /// <inheritdoc/>
    public override void FlushInputBuffer() => raw.FlushInputBuffer();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => raw.SetBufferContents(origin, contents);

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => raw.SetBufferContents(rectangle, fill);

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => raw.GetBufferContents(rectangle);

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        => raw.ScrollBufferContents(source, destination, clip, fill);

    /// <inheritdoc/>
    public override int LengthInBufferCells(char source) => raw.LengthInBufferCells(source);

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source) => raw.LengthInBufferCells(source);

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source, int offset) => raw.LengthInBufferCells(source, offset);
}
