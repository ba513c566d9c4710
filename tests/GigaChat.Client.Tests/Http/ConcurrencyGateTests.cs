using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class ConcurrencyGateTests
{
    private readonly ConcurrencyGate _gate = new(2);
    private bool _empty;

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
        _gate.WhenEmpty(() => _empty = true);
        Assert.True(_empty);
    }

    [Fact]
    public async Task Is_empty_when_nobody_is_inside_waits_or_holds_it()
    {
        IDisposable hold = _gate.Hold();
        ConcurrencyGate.Place place = await _gate.EnterAsync(Cancellation);
        _gate.WhenEmpty(() => _empty = true);
        place.Dispose();
        Assert.False(_empty);
        hold.Dispose();
        Assert.True(_empty);
    }

    [Fact]
    public void A_hold_takes_no_place()
    {
        using IDisposable first = _gate.Hold();
        using IDisposable second = _gate.Hold();
        using IDisposable third = _gate.Hold();
        Assert.True(_gate.EnterAsync(Cancellation).AsTask().IsCompleted);
    }
}
