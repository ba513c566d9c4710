namespace GigaChat.Commands.Chat;

/// <summary>What -WhatIf needs from PowerShell.</summary>
internal interface IChatPreviewHost
{
    /// <summary>Shows what would be done.</summary>
    void ShowWhatIf(string text);

    /// <summary>Masks a text.</summary>
    string Mask(TextMasker masker, string text);

    /// <summary>Whether the verbose stream is on; a whole prompt may be large.</summary>
    bool IsVerbose { get; }

    void WriteVerbose(string text);
}
