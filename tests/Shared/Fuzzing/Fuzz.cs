using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace GigaChat.Tests.Fuzzing;

/// <summary>
/// Tries a property with the corpus and with made inputs. By default these are the same in every run, so that a build does not
/// depend on luck; GIGACHAT_TEST_FUZZ_RUNS=100 makes a hundred times as many, and new ones (FsCheck names the seed of one that fails).
/// With GIGACHAT_TEST_FUZZ_REPORT, a file's path, the number of inputs of each subject is noted there.
/// </summary>
internal static class Fuzz
{
    private const ulong Seed = 20261120;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);
    private static readonly int? Factor = int.TryParse(
        Environment.GetEnvironmentVariable("GIGACHAT_TEST_FUZZ_RUNS"), CultureInfo.InvariantCulture, out int factor) ? factor : null;
    private static readonly string? Report = Environment.GetEnvironmentVariable("GIGACHAT_TEST_FUZZ_REPORT");
    private static readonly Lock Writing = new();

    /// <summary>Runs the property with each input; it fails on an exception and on a run that does not end.</summary>
    public static void Run<T>(string subject, int runs, Gen<T> inputs, Func<T, Task> property, params IReadOnlyList<T> corpus)
    {
        foreach (T input in corpus)
            RunOne(input, property);
        int count = runs * (Factor ?? 1);
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count);
        if (Factor is null)
            config = config.WithReplay(Seed, gamma: 1);
        Prop.ForAll(inputs.ToArbitrary(), (T input) => RunOne(input, property)).Check(config);
        Note(subject, count + corpus.Count);
    }

    /// <inheritdoc cref="Run{T}(string, int, Gen{T}, Func{T, Task}, IReadOnlyList{T})"/>
    public static void Run<T>(string subject, int runs, Gen<T> inputs, Action<T> property, params IReadOnlyList<T> corpus)
        => Run(subject, runs, inputs, input => Task.Run(() => property(input)), corpus);

    /// <summary>Does something that may fail with an error of ours, which is given back, and with no other.</summary>
    public static async Task<GigaChatException?> OursAsync(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (GigaChatException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
            // An error is read by people: it may quote what came, but not all of it.
            Assert.InRange(e.Message.Length, 1, 2000);
            return e;
        }
    }

    /// <inheritdoc cref="OursAsync"/>
    public static GigaChatException? Ours(Action action) => OursAsync(() =>
    {
        action();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    private static void RunOne<T>(T input, Func<T, Task> property)
    {
        Task run = Task.Run(() => property(input));
        try
        {
            run.WaitAsync(LongestRun).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is TimeoutException && !run.IsCompleted)
        {
            throw new TimeoutException($"No end within {LongestRun.TotalSeconds} s: {Shown(input)}", e);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.GetType().Name} for {Shown(input)}: {e}", e);
        }
    }

    private static string Shown(object? input)
    {
        string text = input?.ToString() ?? "null";
        return text.Length > 4000 ? text[..4000] + "…" : text;
    }

    private static void Note(string subject, int count)
    {
        if (Report is null)
            return;
        lock (Writing)
            File.AppendAllText(Report, string.Create(CultureInfo.InvariantCulture, $"{subject}\t{count}\n"));
    }
}
