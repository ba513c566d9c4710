using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class ProcessRunnerTests
{
    [Fact]
    public async Task Arguments_reach_the_tool_as_they_are_and_its_output_is_logged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tools are those of Unix.");
        List<string> log = [];
        ProcessResult result = await new ProcessRunner(log.Add).RunAsync("/bin/echo", ["a b", "$(id)", "\"'"], Cancellation);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("a b $(id) \"'\n", result.Output);
        Assert.Contains("a b $(id) \"'", log);
    }

    [Fact]
    public async Task A_tool_that_waits_for_input_gets_none_and_a_cancelled_one_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tools are those of Unix.");
        Assert.Equal(0, (await new ProcessRunner(static _ => { }).RunAsync("/bin/cat", [], Cancellation)).ExitCode);

        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ProcessRunner(static _ => { }).RunAsync("/bin/sleep", ["60"], source.Token));
    }

    [Fact]
    public async Task A_missing_tool_is_named()
    {
        var error = await Assert.ThrowsAsync<TrustStoreException>(
            () => new ProcessRunner(static _ => { }).RunAsync("/nowhere/tool", [], Cancellation));
        Assert.Contains("/nowhere/tool", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_writes_without_end_is_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tools are those of Unix.");
        var error = await Assert.ThrowsAsync<TrustStoreException>(
            () => new ProcessRunner(static _ => { }).RunAsync("/usr/bin/yes", ["слово"], Cancellation));
        Assert.Contains("yes", error.Message, StringComparison.Ordinal);
    }
}
