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
    public async Task A_tool_gets_no_secret_and_nothing_that_makes_it_another_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tools are those of Unix.");
        string[] withheld = ["GIGACHAT_CREDENTIALS", "SBER_AUTH", "https_proxy", "LD_PRELOAD_PLANTED", "JAVA_TOOL_OPTIONS", "BASH_ENV"];
        foreach (string name in withheld)
            Environment.SetEnvironmentVariable(name, "planted");
        Environment.SetEnvironmentVariable("KEPT_FOR_TOOLS", "kept");
        try
        {
            ProcessResult result = await new ProcessRunner(static _ => { }, isRoot: false).RunAsync("/usr/bin/env", [], Cancellation);
            Assert.DoesNotContain("planted", result.Output, StringComparison.Ordinal);
            Assert.Contains("KEPT_FOR_TOOLS=kept\n", result.Output, StringComparison.Ordinal);
            Assert.Contains("LC_ALL=C\n", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            foreach (string name in withheld.Append("KEPT_FOR_TOOLS"))
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Root_runs_no_tool_from_a_folder_that_others_may_change()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tools are those of Unix.");
        var runner = new ProcessRunner(static _ => { }, isRoot: true);
        Assert.Equal(0, (await runner.RunAsync("/bin/echo", ["да"], Cancellation)).ExitCode);

        DirectoryInfo folder = Directory.CreateTempSubdirectory("gigachat-tests-");
        try
        {
            string tool = Path.Combine(folder.FullName, "keytool");
            await File.WriteAllTextAsync(tool, "#!/bin/sh\necho owned\n", Cancellation);
            var error = await Assert.ThrowsAsync<TrustStoreException>(() => runner.RunAsync(tool, [], Cancellation));
            Assert.Contains(tool, error.Message, StringComparison.Ordinal);
            // A link in such a folder can be made to lead elsewhere.
            string link = Path.Combine(folder.FullName, "echo");
            File.CreateSymbolicLink(link, "/bin/echo");
            await Assert.ThrowsAsync<TrustStoreException>(() => runner.RunAsync(link, [], Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("0 755", false)]
    [InlineData("0 4755", false)]
    [InlineData("0 700", false)]
    [InlineData("0 775", true)]
    [InlineData("0 1777", true)]
    [InlineData("0 757", true)]
    [InlineData("1000 755", true)]
    [InlineData("0", true)]
    [InlineData("0 ?", true)]
    [InlineData("", true)]
    public void Only_what_root_alone_may_change_is_roots(string ownerAndMode, bool isForeign)
        => Assert.Equal(isForeign, ToolOwnership.IsForeign(ownerAndMode));

    [Fact]
    public void All_folders_that_links_lead_through_decide_where_a_path_leads()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are those of Unix.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gigachat-tests-");
        try
        {
            string home = Path.Combine(folder.FullName, "user", "jdk", "bin");
            Directory.CreateDirectory(home);
            File.WriteAllText(Path.Combine(home, "keytool"), "");
            Directory.CreateDirectory(Path.Combine(folder.FullName, "opt"));
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "opt", "java"), "../user/jdk");
            string[] steps = [.. ToolOwnership.Resolve(Path.Combine(folder.FullName, "opt", "java", "bin", "keytool"))];
            Assert.Contains(Path.Combine(folder.FullName, "opt"), steps);
            Assert.Contains(Path.Combine(folder.FullName, "user"), steps);
            Assert.Contains(Path.Combine(home, "keytool"), steps);
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "ring"), "ring");
            Assert.Throws<TrustStoreException>(() => ToolOwnership.Resolve(Path.Combine(folder.FullName, "ring")).ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
