using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

/// <summary>Memory is that of the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(LongTextMemoryTests))]
[CollectionDefinition(nameof(LongTextMemoryTests), DisableParallelization = true)]
public class LongTextMemoryTests : ConnectedTest
{
    // More megabytes, where time is no matter.
    private static bool IsFull => Environment.GetEnvironmentVariable("GIGACHAT_TEST_FULL") == "1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_text_is_read_once_and_not_kept(bool isMasked)
    {
        int size = IsFull ? 200 : 24;
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

    [Fact]
    public async Task A_long_text_is_asked_about_in_parts_and_none_of_them_is_kept()
    {
        Host.Settings.RecordRequests = false;
        long length = (IsFull ? 200 : 64) * 1024L * 1024L;
        var material = new LongMaterial(
            new ChatRequest { Prompt = "Что случилось?" }, _ => new(new GeneratedLog(length)), 100_000);
        LongChat chat = await LongChat.PlanAsync(
            material,
            static (texts, _) => Task.FromResult<IReadOnlyList<int>>([.. texts.Select(static text => text.Length / 3)]),
            Cancellation);
        Assert.True(chat.Parts.Count > length / 400_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long highest = 0;
        LongChatStep? last = null;
        await foreach (LongChatStep step in chat.AskAsync(Connection, null, limit: 2, Cancellation))
        {
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
            last = step;
        }
        Assert.Equal(chat.Parts.Count, last!.Reply!.Parts.Count);
        Assert.All(last.Reply.Parts, static part => Assert.Null(part.Error));
        // The parts that are under way, here and at the service, which runs in this process, and buffers that are kept to be used again.
        // All parts would be twice the length.
        Assert.InRange(highest, 1, 140L * 1024 * 1024);
    }
}
