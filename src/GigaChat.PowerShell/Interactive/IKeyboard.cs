namespace GigaChat.Commands.Interactive;

/// <summary>The keys of a terminal.</summary>
internal interface IKeyboard
{
    /// <summary>A key can be read without waiting.</summary>
    bool IsKeyAvailable { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="timeout">How long to wait for it; null for as long as it takes.</param>
    /// <returns>The key; null where none came in time.</returns>
    ConsoleKeyInfo? Read(TimeSpan? timeout = null);
}
