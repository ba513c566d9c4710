using System.Collections.Concurrent;
using GigaChat.Emulator.Adversary;

namespace GigaChat.Tests.Adversary;

/// <summary>
/// Each request against each mode of the adversary: it ends, with an answer or an error of ours, and shows nothing that does harm.
/// </summary>
[Collection(AdversaryGroup.Name)]
public sealed class AdversaryModeTests(AdversaryFixture fixture)
{
    private const long Megabyte = 1024 * 1024;

    // A file may have 256 MB, a stream 64, all others 16; besides, what lies in the buffers of both ends.
    private const long MostReceived = (64 + 16) * Megabyte;
    private const long MostDownloaded = (256 + 16) * Megabyte;
    private const long MostAllocated = 512 * Megabyte;

    // Bounds for a busy machine. What ends, ends within seconds on an idle one.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(30);

    // The limit of requests to modes that only a time limit ends.
    private static readonly TimeSpan Stalled = TimeSpan.FromMilliseconds(600);

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach ((string request, AdversaryTargets target) in AdversaryRequests.All)
            {
                foreach (AdversaryMode mode in AdversaryModes.All.Where(mode => mode.Targets.HasFlag(target)))
                    cells.Add(request, mode.Name);
            }
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task It_ends_with_an_answer_or_an_error_that_does_no_harm(string request, string name)
    {
        AdversaryMode mode = AdversaryModes.Find(name);
        AdversaryTargets target = AdversaryRequests.All[request];
        fixture.Server.Reset();
        var traces = new ConcurrentQueue<RequestTrace>();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(mode.Stalls ? LongestStall : LongestRun);
        long allocated = GC.GetTotalAllocatedBytes();

        Exception? error;
        using (GigaChatConnection connection = fixture.Connect(name, target, mode.Stalls ? Stalled : LongestRun))
        {
            error = await Record.ExceptionAsync(
                () => AdversaryRequests.SendAsync(connection, request, new CallOptions { Trace = traces.Enqueue }, bound.Token));
        }

        Assert.False(bound.IsCancellationRequested, "It did not end.");
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, MostAllocated);
        Assert.InRange(fixture.Server.BytesWritten, 0, target == AdversaryTargets.Download ? MostDownloaded : MostReceived);
        if (error is not null)
            Harmless.AssertError(Assert.IsType<GigaChatException>(error, exactMatch: false));
        Assert.False(mode.MustFail.HasFlag(target) && error is null, "It was taken for an answer.");
        Assert.False(mode.MustSucceed.HasFlag(target) && error is not null, $"It was no answer: {error}");
        Assert.All(traces, static trace => Harmless.AssertText(trace.ToString()));
        await fixture.Server.WaitForLeaveAsync(LongestStall, Cancellation);
    }

    [Theory]
    [InlineData("redirect-loop", 1)]
    [InlineData("redirect-mode", 1)]
    [InlineData("redirect-plain", 1)]
    [InlineData("refusal-unauthorized", 1)]
    [InlineData("two-answers", 1)]
    public async Task Nothing_else_is_sent(string name, int requests)
    {
        fixture.Server.Reset();
        using GigaChatConnection connection = fixture.Connect(name, AdversaryTargets.Json, LongestRun);
        await Record.ExceptionAsync(() => connection.GetModelsAsync(cancellationToken: Cancellation));
        Assert.Equal(requests, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task A_second_answer_is_not_taken_for_that_to_the_next_request()
    {
        fixture.Server.Reset();
        using GigaChatConnection connection = fixture.Connect("two-answers", AdversaryTargets.Json, LongestRun);
        for (int i = 0; i < 3; i++)
            Assert.Equal(["GigaChat"], (await connection.GetModelsAsync(cancellationToken: Cancellation)).Select(static model => model.Id));
        Assert.Equal(3, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task What_an_answer_says_comes_as_it_is()
    {
        using GigaChatConnection connection = fixture.Connect("json-text-escape", AdversaryTargets.Json, LongestRun);
        ChatReply reply = await connection.ChatAsync(new ChatRequest { Prompt = "Привет" }, cancellationToken: Cancellation);
        Assert.Equal(HostileText.All, reply.Text);
    }
}
