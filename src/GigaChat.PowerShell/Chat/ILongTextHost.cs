namespace GigaChat.Commands.Chat;

/// <summary>What long material needs from PowerShell.</summary>
internal interface ILongTextHost
{
    /// <summary>Asks whether the cost may be spent, unless that is settled.</summary>
    /// <param name="cost">About what it costs.</param>
    /// <param name="source">What the material is, for a person to read.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.NotInteractive"/>: nobody can be asked.</exception>
    bool AllowsCost(LongChatCost cost, string source);

    /// <summary>Waits for asynchronous work.</summary>
    T Await<T>(Func<CancellationToken, Task<T>> work);

    void WriteWarning(string text);

    void WriteVerbose(string text);
}
