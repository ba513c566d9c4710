using System.Text.Json;
using GigaChat.Core;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class PythonSearchTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task The_Pythons_of_the_PATH_are_asked_and_each_bundle_is_there_once()
    {
        Add("/usr/bin/python3");
        Add("/home/anna/окружение/bin/python");
        _machine.File("/lib/certifi/cacert.pem");
        _machine.File("/home/anna/окружение/lib/certifi/cacert.pem");
        _machine.File("/usr/local/bin/python3", "x");
        _machine.Tool = static (tool, _) => tool.StartsWith("/home", StringComparison.Ordinal)
            ? Answer("/home/anna/окружение/lib/certifi/cacert.pem") : Answer("/lib/certifi/cacert.pem");
        IReadOnlyList<PythonBundle> found = await FindAsync(path: "/home/anna/окружение/bin:.:bin:/usr/local/bin:/usr/bin:/missing");
        Assert.Equal(
            ["/home/anna/окружение/lib/certifi/cacert.pem", "/lib/certifi/cacert.pem"], found.Select(static bundle => bundle.Path));
        Assert.Equal("/usr/local/bin/python3", found[1].Python);
        Assert.Equal(3, _machine.Commands.Count);
        Assert.All(_machine.Commands, static command => Assert.DoesNotContain(" -I ", command, StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_root_packages_of_a_user_are_left_out()
    {
        Add("/usr/bin/python3");
        _machine.Tool = static (_, _) => new ProcessResult(1, "", "ModuleNotFoundError: No module named 'certifi'");
        PythonBundle only = Assert.Single(await FindAsync(path: "/usr/bin", privileged: true));
        Assert.Contains(" -I ", Assert.Single(_machine.Commands), StringComparison.Ordinal);
        Assert.Null(only.Path);
        Assert.False(only.IsFault);
        Assert.Contains("certifi", only.Problem!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Python_without_certifi_is_passed_over_where_another_has_it_unless_it_was_named()
    {
        Add("/a/python3");
        Add("/b/python3");
        _machine.File("/lib/certifi/cacert.pem");
        _machine.Tool = static (tool, _) => tool.StartsWith("/a", StringComparison.Ordinal)
            ? new ProcessResult(1, "", "ImportError: No module named certifi") : Answer("/lib/certifi/cacert.pem");
        Assert.Single(await FindAsync(path: "/a:/b"));
        Assert.Equal(2, (await FindAsync(given: ["/a/python3", "/b/python3"])).Count);
    }

    [Fact]
    public async Task A_folder_is_a_virtual_environment()
    {
        Add("/home/anna/env/bin/python3");
        _machine.File("/home/anna/env/lib/certifi/cacert.pem");
        _machine.Tool = static (_, _) => Answer("/home/anna/env/lib/certifi/cacert.pem");
        PythonBundle found = Assert.Single(await FindAsync(given: ["/home/anna/env/"]));
        Assert.Equal("/home/anna/env/bin/python3", found.Python);
    }

    [Fact]
    public async Task The_empty_file_of_the_shop_of_Windows_is_not_run()
    {
        _machine.File("/C:/Users/anna/WindowsApps/python.exe");
        PythonBundle found = Assert.Single(await PythonSearch.FindAsync(
            _machine.Environment(HostPlatform.Windows, variable: static name => name == "PATH" ? "/C:/Users/anna/WindowsApps" : null),
            null, Cancellation));
        Assert.Empty(_machine.Commands);
        Assert.Contains("-PythonPath", found.Problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a file")]
    [InlineData("\"relative/cacert.pem\"", "a file")]
    [InlineData("\"/missing/cacert.pem\"", "a file")]
    [InlineData("[1]", "a file")]
    [InlineData("\"\\ud800\"", "a file")]
    [InlineData("\u001b[31m/lib/certifi", "a file")]
    public async Task An_answer_that_names_no_file_is_a_fault_and_shown_harmless(string output, string problem)
    {
        Add("/usr/bin/python3");
        _machine.Tool = (_, _) => new ProcessResult(0, output, "");
        PythonBundle found = Assert.Single(await FindAsync(path: "/usr/bin"));
        Assert.True(found.IsFault);
        Assert.Contains(problem, found.Problem!, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', found.Problem!);
    }

    [Fact]
    public async Task What_the_installation_prints_before_the_answer_is_passed_over()
    {
        Add("/usr/bin/python3");
        _machine.File("/lib/certifi/cacert.pem");
        _machine.Tool = static (_, _) => new ProcessResult(0, "Добро пожаловать\n" + Answer("/lib/certifi/cacert.pem").Output, "");
        Assert.Equal("/lib/certifi/cacert.pem", Assert.Single(await FindAsync(path: "/usr/bin")).Path);
    }

    [Fact]
    public async Task A_Python_that_hangs_is_a_fault_and_the_others_are_asked()
    {
        Add("/a/python3");
        var environment = new TrustEnvironment
        {
            Platform = HostPlatform.Linux,
            Runner = new HangingRunner(),
            Certificates = _machine,
            Root = _machine.Map(""),
            PythonTimeLimit = TimeSpan.FromMilliseconds(50),
            Variable = static _ => "/a",
        };
        PythonBundle found = Assert.Single(await PythonSearch.FindAsync(environment, null, Cancellation));
        Assert.True(found.IsFault);
        Assert.Contains("/a/python3", found.Problem!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_named()
    {
        PythonBundle found = Assert.Single(await FindAsync(given: ["/nowhere/python"]));
        Assert.True(found.IsFault);
        Assert.Contains("/nowhere/python", found.Problem!, StringComparison.Ordinal);
        Assert.Empty(_machine.Commands);
    }

    private static ProcessResult Answer(string path) => new(0, JsonSerializer.Serialize(path) + "\n", "");

    private void Add(string python) => _machine.File(python, "#!");

    private Task<IReadOnlyList<PythonBundle>> FindAsync(string? path = null, string[]? given = null, bool privileged = false)
        => PythonSearch.FindAsync(
            _machine.Environment(HostPlatform.Linux, privileged, variable: name => name == "PATH" ? path : null), given, Cancellation);

    private sealed class HangingRunner : IProcessRunner
    {
        public async Task<ProcessResult> RunAsync(
            string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken, (string Name, Secret Value)? secret = null)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
