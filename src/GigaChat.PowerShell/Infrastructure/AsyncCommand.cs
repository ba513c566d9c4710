using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands;

/// <summary>
/// Base of the cmdlets that wait for something. The pipeline thread pulls: it starts the work, waits for it, and
/// writes what the work brought. So nothing is ever written from another thread, output keeps back-pressure, and a
/// pipeline that ends early (Select-Object -First, break, an error downstream) unwinds through <c>finally</c> blocks
/// that close what is open. Messages and progress of the work are written while the thread waits. A <see cref="GigaChatException"/>
/// becomes an error record here: of one item (<see cref="Try"/>) or of the whole pipeline (<see cref="Fail"/>).
/// </summary>
public abstract class AsyncCommand : ModuleCommand, IDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<object> _messages = new();
    private readonly ManualResetEventSlim _wake = new();
    private TransferProgressWriter? _transferProgress;
    private WaitProgress? _waitProgress;
    private Action<RequestTrace>? _trace;
    private Action<BodyTrace>? _bodies;
    private bool _areTracesResolved;

    /// <summary>Is cancelled by Ctrl+C, by an early end of the pipeline, and when the cmdlet is disposed.</summary>
    protected internal CancellationToken StopToken => _stop.Token;

    /// <summary>What the cmdlet waits for, as the title of the bar that a long wait shows; null for no bar.</summary>
    private protected virtual string? WaitActivity => null;

    private WaitProgress? WaitBar => _waitProgress ??= WaitActivity is { } title ? new WaitProgress(this, title) : null;

    /// <summary>
    /// The options of a call: requests are traced to the verbose stream, bodies to the debug stream, each only where that stream is on.
    /// </summary>
    /// <returns>New options.</returns>
    protected internal CallOptions CreateCallOptions()
    {
        if (!_areTracesResolved)
        {
            _trace = IsStreamEnabled("Verbose", "VerbosePreference") ? Enqueue : null;
            _bodies = IsStreamEnabled("Debug", "DebugPreference") ? Enqueue : null;
            _areTracesResolved = true;
        }
        return new CallOptions { Trace = _trace, Bodies = _bodies, Pauses = WaitBar is { } bar ? bar.Report : null };
    }

    /// <summary>Takes the progress of uploads and downloads to the progress stream.</summary>
    protected internal IProgress<TransferProgress> Progress => _transferProgress ??= new TransferProgressWriter(_wake.Set);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is under way.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        // An early end of the pipeline comes here without StopProcessing. The source itself is not disposed:
        // it holds nothing to free, and Ctrl+C may still reach StopProcessing from another thread.
        _stop.Cancel();
        _transferProgress?.Close(this);
        _waitProgress?.End();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Runs asynchronous work and waits for its result on the pipeline thread.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">The work; its token ends it.</param>
    /// <returns>The result.</returns>
    protected internal T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Wait(new ValueTask<T>(work(_stop.Token)), WaitBar);
    }

    /// <summary>Runs asynchronous work and waits for its end on the pipeline thread.</summary>
    /// <param name="work">The work; its token ends it.</param>
    protected internal void Await(Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Await(async token =>
        {
            await work(token).ConfigureAwait(false);
            return true;
        });
    }

    /// <summary>Runs work that blocks, such as reading a file, off the pipeline thread: Ctrl+C ends the waiting for it.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    protected internal T AwaitBlocking<T>(Func<T> work)
    {
        var running = Task.Run(work, CancellationToken.None);
        try
        {
            return Wait(new ValueTask<T>(running.WaitAsync(_stop.Token)), null);
        }
        catch (PipelineStoppedException)
        {
            // What comes too late has no owner.
            _ = running.ContinueWith(
                static late => (late.Result as IDisposable)?.Dispose(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Hands the items of asynchronous work to the pipeline thread, one by one. Leaving the loop early ends the work.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="work">The work; its token ends it.</param>
    /// <param name="isText">
    /// The items are pieces of a text on the screen: only the wait for the first one may show a bar, which would be drawn over the text.
    /// </param>
    /// <returns>The items.</returns>
    protected internal IEnumerable<T> AwaitEach<T>(Func<CancellationToken, IAsyncEnumerable<T>> work, bool isText = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        IAsyncEnumerator<T> items = work(_stop.Token).GetAsyncEnumerator(_stop.Token);
        try
        {
            WaitProgress? bar = WaitBar;
            while (Wait(items.MoveNextAsync(), bar))
            {
                bar = isText ? null : bar;
                yield return items.Current;
            }
        }
        finally
        {
            Task closed = items.DisposeAsync().AsTask();
            WaitForShutdown(closed);
        }
    }

    /// <summary>After cancelling: waits, but not for long, so that no socket outlives the cmdlet.</summary>
    /// <param name="work">What was cancelled.</param>
    protected internal static void WaitForShutdown(Task work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            work.Wait(ShutdownTimeout);
        }
        catch (AggregateException)
        {
            // The work was cancelled, so its error is the expected one.
        }
    }

    /// <summary>Cancels all work of this cmdlet.</summary>
    protected internal void Cancel() => _stop.Cancel();

    /// <summary>Reports the error of one item. The pipeline goes on, unless every item would fail in the same way.</summary>
    /// <param name="error">The error.</param>
    /// <param name="item">The input it is about.</param>
    internal void Report(GigaChatException error, object? item)
    {
        ErrorRecord record = error.ToRecord((error as ChatException)?.PartialReply ?? item);
        if (error.EndsPipeline())
            ThrowTerminatingError(record);
        WriteError(record);
    }

    /// <summary>Does something with one item, and reports its error.</summary>
    /// <param name="item">The item.</param>
    /// <param name="action">What to do.</param>
    internal void Try(object? item, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            Report(e, item);
        }
    }

    /// <summary>Does something without which the cmdlet cannot go on: its error ends the pipeline.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="item">The input it is about.</param>
    /// <param name="function">What to do.</param>
    internal T GetOrFail<T>(object? item, Func<T> function)
    {
        try
        {
            return function();
        }
        catch (GigaChatException e)
        {
            Fail(e, item);
            return default;
        }
    }

    /// <summary>Does something without which the cmdlet cannot go on: its error ends the pipeline.</summary>
    /// <param name="item">The input it is about.</param>
    /// <param name="action">What to do.</param>
    internal void RunOrFail(object? item, Action action) => GetOrFail(item, () =>
    {
        action();
        return true;
    });

    /// <summary>Ends the pipeline with an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="item">The input it is about.</param>
    [DoesNotReturn]
    internal void Fail(GigaChatException error, object? item)
    {
        ThrowTerminatingError(error.ToRecord(item));
        // Not reached: PowerShell's method always throws, which its reference assembly does not declare.
        throw error;
    }

    private T Wait<T>(ValueTask<T> work, WaitProgress? bar)
    {
        if (!work.IsCompleted)
        {
            Task<T> running = work.AsTask();
            running.ContinueWith(
                static (_, wake) => ((ManualResetEventSlim)wake!).Set(), _wake, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            WaitFor(running, bar);
            work = new ValueTask<T>(running);
        }
        WriteMessages();

        try
        {
            return work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void WaitFor(Task running, WaitProgress? bar)
    {
        bar?.Begin();
        try
        {
            while (!running.IsCompleted)
            {
                _wake.Wait(bar is null ? Timeout.InfiniteTimeSpan : WaitProgress.Interval);
                _wake.Reset();
                WriteMessages();
                if (!running.IsCompleted)
                    bar?.Show();
            }
        }
        finally
        {
            bar?.End();
        }
    }

    private void Enqueue(object trace)
    {
        _messages.Enqueue(trace);
        _wake.Set();
    }

    private void WriteMessages()
    {
        while (_messages.TryDequeue(out object? trace))
        {
            if (trace is BodyTrace body)
                WriteDebug(body.ToString());
            else
                WriteVerbose(VisibleText.OneLine(trace.ToString()));
        }
        _transferProgress?.WriteTo(this);
    }

    private bool IsStreamEnabled(string parameter, string variable)
    {
        if (MyInvocation.BoundParameters.TryGetValue(parameter, out object? value))
            return value is SwitchParameter { IsPresent: true };
        object? preference = SessionState.PSVariable.GetValue(variable);
        return !LanguagePrimitives.TryConvertTo(preference, out ActionPreference action)
            || action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
