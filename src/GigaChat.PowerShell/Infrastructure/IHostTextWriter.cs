namespace GigaChat.Commands.Infrastructure;

/// <summary>Text on the screen as it arrives.</summary>
internal interface IHostTextWriter
{
    /// <summary>Whether the text reaches the screen.</summary>
    bool IsVisible { get; }

    /// <summary>Writes text without ending the line.</summary>
    void Write(string text);

    /// <summary>Ends the line.</summary>
    void EndLine();
}
