using GigaChat.Core;

namespace GigaChat.Commands.Serialization;

/// <summary>Gathers the bytes that come one by one from <c>Get-Content -AsByteStream</c> and the like.</summary>
/// <param name="take">Takes the bytes of a run.</param>
internal sealed class ByteRun(Action<byte[]> take)
{
    private readonly List<byte> _bytes = [];

    /// <summary>Takes a byte of the pipeline.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>: more than any text may have.</exception>
    public void Add(byte value)
    {
        _bytes.Add(value);
        TextLimit.ThrowIfExceeded(_bytes.Count / 4);
    }

    /// <summary>Ends the run: something else follows, or nothing.</summary>
    public void End()
    {
        if (_bytes.Count == 0)
            return;
        byte[] bytes = [.. _bytes];
        _bytes.Clear();
        take(bytes);
    }
}
