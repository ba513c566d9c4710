namespace GigaChat.Logging;

/// <summary>An open file that only grows.</summary>
internal interface IAppendOnlyFile : IDisposable
{
    /// <summary>Writes at the end of the file, whoever else does so at the same time.</summary>
    /// <exception cref="IOException">It cannot be written, or not all of it.</exception>
    void Append(ReadOnlyMemory<byte> bytes);
}
