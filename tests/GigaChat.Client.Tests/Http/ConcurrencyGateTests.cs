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
        ConcurrencyGate.Place first = await _gate.EnterAsync(Cancellation);
        using ConcurrencyGate.Place second = await _gate.EnterAsync(Cancellation);
        Task<ConcurrencyGate.Place> third = _gate.EnterAsync(Cancellation).AsTask();
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();
        using ConcurrencyGate.Place entered = await third.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.False(_gate.EnterAsync(Cancellation).AsTask().IsCompleted);
    }

    [Fact]
    public async Task One_who_gives_up_waiting_takes_no_place()
    {
        using var impatient = new CancellationTokenSource();
        ConcurrencyGate.Place first = await _gate.EnterAsync(Cancellation);
        ConcurrencyGate.Place second = await _gate.EnterAsync(Cancellation);
        Task<ConcurrencyGate.Place> third = _gate.EnterAsync(impatient.Token).AsTask();
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
        ConcurrencyGate.Place place = await _gate.EnterAsync(Cancellation);
        _uses.WhenIdle(() => _idle = true);
        place.Dispose();
        Assert.False(_idle);
        use.Dispose();
        Assert.True(_idle);
    }

    [Fact]
    public void A_use_takes_no_place()
    {
        using IDisposable first = _uses.Acquire();
        using IDisposable second = _uses.Acquire();
        using IDisposable third = _uses.Acquire();
        Assert.True(_gate.EnterAsync(Cancellation).AsTask().IsCompleted);
    }
}
