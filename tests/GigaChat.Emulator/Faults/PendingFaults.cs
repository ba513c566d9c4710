using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Faults;

/// <summary>The faults to come. A request takes the first one that matches it.</summary>
public sealed class PendingFaults
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private volatile bool _any;

    /// <summary>What is left, in order; <see cref="Fault.Times"/> is what is left of each.</summary>
    public IReadOnlyList<Fault> Remaining
    {
        get
        {
            lock (_lock)
                return [.. _faults];
        }
    }

    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Times, 1);
        lock (_lock)
        {
            _faults.Add(fault);
            _any = true;
        }
    }

    public void Add(FaultKind kind, FaultTarget on = FaultTarget.Any, int times = 1) =>
        Add(new Fault(kind, on, times));

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
            _any = false;
        }
    }

    /// <summary>The next fault that meets this request: while its body is read, or afterwards.</summary>
    internal Fault? Take(Exchange exchange, bool whileReading = false)
    {
        // The usual case costs one read.
        if (!_any)
            return null;
        lock (_lock)
        {
            var index = _faults.FindIndex(fault => fault.MeetsBody == whileReading && Matches(fault.On, exchange));
            if (index < 0)
                return null;
            var fault = _faults[index];
            if (fault.Times > 1)
                _faults[index] = fault with { Times = fault.Times - 1 };
            else
                _faults.RemoveAt(index);
            _any = _faults.Count > 0;
            return fault;
        }
    }

    private static bool Matches(FaultTarget target, Exchange exchange)
    {
        var path = exchange.Context.Request.Path.Value ?? "";
        return target switch
        {
            FaultTarget.Any => true,
            FaultTarget.SignIn => path is Routes.OAuth or Routes.Token,
            FaultTarget.Chat => Routes.IsChat(path),
            FaultTarget.Stream => exchange.AsksForStream,
            FaultTarget.Embeddings => path == Routes.Embeddings,
            FaultTarget.Models => path.StartsWith(Routes.Models, StringComparison.Ordinal),
            FaultTarget.Files => path.StartsWith(Routes.Files, StringComparison.Ordinal),
            FaultTarget.Upload => path == Routes.Files && HttpMethods.IsPost(exchange.Context.Request.Method),
            FaultTarget.Download => path.StartsWith(Routes.Files, StringComparison.Ordinal)
                && path.EndsWith("/content", StringComparison.Ordinal),
            FaultTarget.Accounting => path is Routes.TokensCount or Routes.Balance or Routes.AiCheck,
            FaultTarget.Batches => path == Routes.Batches,
            _ => false,
        };
    }
}
