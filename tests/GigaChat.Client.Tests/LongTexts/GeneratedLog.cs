namespace GigaChat.Tests.LongTexts;

/// <summary>A log that is made while it is read.</summary>
internal sealed class GeneratedLog(long minimum) : TextReader
{
    private string _line = "";
    private int _place;
    private int _number;

    public long Length { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (_place == _line.Length)
        {
            if (Length >= minimum)
                return new(0);
            _line = $"2026-11-26 10:00:00 служба: запрос {_number++} выполнен за {_number % 977} мс\n   at Служба.Запрос()\n";
            _place = 0;
            Length += _line.Length;
        }
        int count = Math.Min(buffer.Length, _line.Length - _place);
        _line.AsMemory(_place, count).CopyTo(buffer);
        _place += count;
        return new(count);
    }
}
