using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>What the output of Invoke-GigaChat needs from PowerShell. All members run on the pipeline thread.</summary>
internal interface IChatOutputHost
{
    /// <summary>Is cancelled by Ctrl+C and by an early end of the pipeline.</summary>
    CancellationToken StopToken { get; }

    /// <summary>Options with the traces and the progress that the pipeline shows.</summary>
    /// <param name="timeout">The longest time for an attempt; null for the connection's.</param>
    CallOptions CreateCallOptions(TimeSpan? timeout);

    /// <summary>Waits for asynchronous work.</summary>
    T Await<T>(Func<CancellationToken, Task<T>> work);

    /// <summary>Waits for the items of asynchronous work, one by one. Leaving the loop early cancels the work.</summary>
    IEnumerable<T> AwaitEach<T>(Func<CancellationToken, IAsyncEnumerable<T>> work);

    /// <summary>Waits for cancelled work to end, for a limited time.</summary>
    void WaitForShutdown(Task work);

    /// <summary>Text on the screen for -Stream.</summary>
    IHostTextWriter CreateTextWriter();

    /// <summary>Progress for -ThrottleLimit.</summary>
    IItemProgress CreateProgress();

    /// <summary>The properties of an input, and those of its answer behind them.</summary>
    /// <param name="input">What was asked about.</param>
    /// <param name="answer">The value of a structured answer, or the text.</param>
    object CreateRow(object? input, object? answer);

    /// <summary>The array that a value is, also where PowerShell has wrapped it; null for any other value.</summary>
    Array? FindArray(object? value);

    /// <summary>Shows a built-in tool of the service at work; null takes it away.</summary>
    void ShowTool(ToolCall? tool);

    void WriteObject(object? value, bool enumerate = false);

    void WriteWarning(string text);

    void WriteVerbose(string text);

    /// <summary>Writes an error; the pipeline continues unless every item would have the same error.</summary>
    void Report(GigaChatException error, object? item);
}
