using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

/// <summary>Memory is that of the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(LongTextMemoryTests))]
[CollectionDefinition(nameof(LongTextMemoryTests), DisableParallelization = true)]
public class LongTextMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_text_is_read_once_and_not_kept(bool isMasked)
    {
        // Megabytes; more of them where time is no matter.
        int size = Environment.GetEnvironmentVariable("GIGACHAT_TEST_FULL") == "1" ? 200 : 24;
        var source = new GeneratedLog(size * 1024L * 1024L);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long highest = 0;
        IReadOnlyList<TextPart> parts = await new PartPlanner(
            (texts, _) =>
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
                return Task.FromResult<IReadOnlyList<int>>([.. texts.Select(static text => text.Length / 4)]);
            },
            120_000).PlanAsync(
                isMasked ? new MaskedReader(source, new TextMasker(TextMaskRules.Create(["All"])), []) : source, Cancellation);
        Assert.Equal(source.Length, parts.Sum(static part => (long)part.Length));
        Assert.InRange(parts.Count, size * 2, size * 3);
        // A group of parts as text, and what they were made of.
        Assert.InRange(highest, 1, 40L * 1024 * 1024);
    }

    /// <summary>A log that is made while it is read.</summary>
    private sealed class GeneratedLog(long minimum) : TextReader
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
}
