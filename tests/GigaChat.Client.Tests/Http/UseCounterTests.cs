using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class UseCounterTests
{
    private readonly UseCounter _counter = new();
    private int _runs;

    [Fact]
    public void The_action_runs_at_once_where_nothing_is_in_use()
    {
        _counter.WhenIdle(() => _runs++);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public void The_action_runs_once_after_the_last_use()
    {
        IDisposable first = _counter.Acquire();
        IDisposable second = _counter.Acquire();
        _counter.WhenIdle(() => _runs++);
        first.Dispose();
        // Ending one use twice does not end the other.
        first.Dispose();
        Assert.Equal(0, _runs);
        second.Dispose();
        Assert.Equal(1, _runs);
        _counter.Acquire().Dispose();
        Assert.Equal(1, _runs);
    }
}
