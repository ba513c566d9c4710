namespace GigaChat.Commands.Chat;

/// <summary>What -WhatIf needs from PowerShell.</summary>
internal interface IChatPreviewHost
{
    /// <summary>Shows what would be done.</summary>
    void ShowWhatIf(string text);

    void WriteVerbose(string text);
}
