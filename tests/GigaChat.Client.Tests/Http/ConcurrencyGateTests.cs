using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class ConcurrencyGateTests
{
    private readonly UseCounter _uses = new();
    private readonly ConcurrencyGate _gate;
    private bool _idle;

    public ConcurrencyGateTests() => _gate = new ConcurrencyGate(2, _uses);

    [Fact]
    public async Task Lets_so_many_in_and_the_next_when_one_leaves()
    {
        ConcurrencyGate.Place first = await _gate.EnterAsync(throttle: null, Cancellation);
        using ConcurrencyGate.Place second = await _gate.EnterAsync(throttle: null, Cancellation);
        Task<ConcurrencyGate.Place> third = _gate.EnterAsync(throttle: null, Cancellation).AsTask();
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();
        using ConcurrencyGate.Place entered = await third.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.False(_gate.EnterAsync(throttle: null, Cancellation).AsTask().IsCompleted);
    }

    [Fact]
    public async Task One_who_gives_up_waiting_takes_no_place()
    {
        using var impatient = new CancellationTokenSource();
        ConcurrencyGate.Place first = await _gate.EnterAsync(throttle: null, Cancellation);
        ConcurrencyGate.Place second = await _gate.EnterAsync(throttle: null, Cancellation);
        Task<ConcurrencyGate.Place> third = _gate.EnterAsync(throttle: null, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        first.Dispose();
        second.Dispose();
        _uses.WhenIdle(() => _idle = true);
        Assert.True(_idle);
    }

    [Fact]
    public async Task Is_idle_when_no_request_is_inside_waits_or_holds_it()
    {
        IDisposable use = _uses.Acquire();
        ConcurrencyGate.Place place = await _gate.EnterAsync(throttle: null, Cancellation);
        _uses.WhenIdle(() => _idle = true);
        place.Dispose();
        Assert.False(_idle);
        use.Dispose();
        Assert.True(_idle);
    }

    [Fact]
    public async Task The_next_one_begins_while_an_answer_is_still_read_and_the_connection_stays_in_use()
    {
        using var throttle = new SemaphoreSlim(1, 1);
        ConcurrencyGate.Place first = await _gate.EnterAsync(throttle, Cancellation);
        Task<ConcurrencyGate.Place> second = _gate.EnterAsync(throttle, Cancellation).AsTask();
        Assert.False(second.IsCompleted);
        first.LetNextBegin();
        (await second.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Dispose();
        _uses.WhenIdle(() => _idle = true);
        Assert.False(_idle);
        first.Dispose();
        Assert.True(_idle);
        Assert.Equal(1, throttle.CurrentCount);
    }

    [Fact]
    public async Task One_who_gives_up_at_the_gate_gives_its_place_in_the_throttle_back()
    {
        using var throttle = new SemaphoreSlim(1, 1);
        using var impatient = new CancellationTokenSource();
        using ConcurrencyGate.Place first = await _gate.EnterAsync(throttle: null, Cancellation);
        using ConcurrencyGate.Place second = await _gate.EnterAsync(throttle: null, Cancellation);
        Task<ConcurrencyGate.Place> third = _gate.EnterAsync(throttle, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.Equal(1, throttle.CurrentCount);
    }

    [Fact]
    public void A_use_takes_no_place()
    {
        using IDisposable first = _uses.Acquire();
        using IDisposable second = _uses.Acquire();
        using IDisposable third = _uses.Acquire();
        Assert.True(_gate.EnterAsync(throttle: null, Cancellation).AsTask().IsCompleted);
    }
}
