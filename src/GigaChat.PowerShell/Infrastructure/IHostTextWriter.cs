namespace GigaChat.Commands.Infrastructure;

/// <summary>Text on the screen as it arrives.</summary>
internal interface IHostTextWriter
{
    /// <summary>Whether the text reaches the screen.</summary>
    bool IsVisible { get; }

    /// <summary>Whether the last line of the text has not ended.</summary>
    bool IsLineOpen { get; }

    /// <summary>Prepares for an answer.</summary>
    /// <param name="source">What it answers; named over the text, where that is of use.</param>
    /// <param name="prompt">The prompt.</param>
    void Begin(object? source, string? prompt);

    /// <summary>Writes text without ending the line.</summary>
    void Write(string text);

    /// <summary>Writes what was held back until it could be rendered.</summary>
    void Finish();

    /// <summary>Ends the line, if one is open.</summary>
    void EndLine();
}
