using GigaChat.Core;

namespace GigaChat.TrustStores;

/// <summary>The machine as the stores see it; tests pass another one in.</summary>
internal sealed class TrustEnvironment
{
    // A normal user's PATH leaves the folders for administrators out, and PATH is not to be trusted as root.
    private static readonly string[] ToolFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin",
        "/opt/homebrew/bin"];

    /// <summary>The kind of system.</summary>
    public required HostPlatform Platform { get; init; }

    /// <summary>Starts tools.</summary>
    public required IProcessRunner Runner { get; init; }

    /// <summary>The stores of .NET and of Windows.</summary>
    public required ICertificateStores Certificates { get; init; }

    /// <summary>The folder that plays the root of the file system.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The user's folder, as the system names it.</summary>
    public string Home { get; init; } = "";

    /// <summary>Whether this process may change the machine's stores.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>Whether a person can answer a dialog.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>The command that does the same where it is allowed: as an administrator, or before a person.</summary>
    public string RetryCommand { get; init; } = "";

    /// <summary>The password of Java's store, where it has one of its own; it is owned by the caller.</summary>
    public Secret? JavaStorePassword { get; init; }

    /// <summary>The Pythons whose bundles are meant; see <see cref="PythonSearch"/>.</summary>
    public IReadOnlyList<PythonBundle> Pythons { get; set; } = [];

    /// <summary>How long a Python may take to name its bundle.</summary>
    public TimeSpan PythonTimeLimit { get; init; } = PythonSearch.TimeLimit;

    /// <summary>The command that changes the bundle of a Python with the rights of an administrator.</summary>
    public Func<string, string> PythonRetryCommand { get; init; } = static _ => "";

    /// <summary>Refuses a path that as root must not be written to, because others than root decide where it leads.</summary>
    public Func<string, CancellationToken, Task> RequireOwnPath { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Looks an environment variable up.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>The machine this runs on.</summary>
    /// <param name="log">Takes what tools write, from pool threads.</param>
    /// <param name="isInteractive">Whether a person can answer a dialog.</param>
    /// <param name="retryCommand">The command that does the same where it is allowed: as an administrator, or before a person.</param>
    /// <param name="javaStorePassword">The password of Java's store, where it has one of its own.</param>
    /// <param name="pythonRetryCommand">The command that changes the bundle of a Python as an administrator.</param>
    public static TrustEnvironment Current(
        Action<string> log, bool isInteractive, string retryCommand, Secret? javaStorePassword = null,
        Func<string, string>? pythonRetryCommand = null) => new()
    {
        Platform = CurrentHost.Platform,
        Runner = new ProcessRunner(log),
        Certificates = new CertificateStores(),
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        IsPrivileged = Environment.IsPrivilegedProcess,
        IsInteractive = isInteractive,
        RetryCommand = retryCommand,
        JavaStorePassword = javaStorePassword,
        PythonRetryCommand = pythonRetryCommand ?? (static _ => ""),
        RequireOwnPath = ProcessRunner.IsRoot ? ToolOwnership.RequireForWritingAsync : static (_, _) => Task.CompletedTask,
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>Where a path of the system really lies.</summary>
    public string Map(string path) => Root == "/" ? path : Path.Join(Root, path);

    /// <summary>The full path of a tool, as the system names it; null where it is not installed.</summary>
    public string? FindTool(string name)
        => ToolFolders.Select(folder => folder + "/" + name).FirstOrDefault(path => File.Exists(Map(path)));
}
