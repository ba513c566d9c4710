namespace GigaChat.Masking;

/// <summary>The work on one text: it is counted, and ends when that is asked for.</summary>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class ScanWork(CancellationToken cancellationToken)
{
    /// <summary>So many characters are gone over without asking whether to end.</summary>
    public const int Chunk = 64 * 1024;

    private long _characters;

    /// <summary>
    /// The characters that expressions were given. It grows with the text, whatever that is: otherwise a text could be made that takes as
    /// long as one likes.
    /// </summary>
    public long Characters => Volatile.Read(ref _characters);

    /// <summary>An expression gets so many characters.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Add(int characters)
    {
        Check();
        Volatile.Write(ref _characters, _characters + characters);
    }

    /// <summary>Asks whether to end.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Check() => cancellationToken.ThrowIfCancellationRequested();
}
