using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Trust;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

/// <summary>A machine made of a folder, a list of commands that were run, and stores in memory.</summary>
internal sealed class FakeMachine : IProcessRunner, ICertificateStores, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("gigachat-tests-");
    private readonly Dictionary<(StoreName, StoreLocation), HashSet<string>> _stores = [];

    /// <summary>The commands, with the folder for temporary files taken out.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The variables with a secret that they were run with.</summary>
    public List<string> Secrets { get; } = [];

    /// <summary>Plays the tools.</summary>
    public Func<string, IReadOnlyList<string>, ProcessResult> Tool { get; set; } = static (_, _) => new ProcessResult(0, "", "");

    /// <summary>Thrown by the stores of .NET when something is added.</summary>
    public Exception? StoreFault { get; set; }

    public TrustEnvironment Environment(
        HostPlatform platform, bool privileged = true, bool interactive = true, Func<string, string?>? variable = null,
        Secret? javaStorePassword = null) => new()
        {
            Platform = platform,
            Runner = this,
            Certificates = this,
            Root = _root.FullName,
            Home = platform == HostPlatform.Windows ? @"C:\Users\anna" : "/home/anna",
            IsPrivileged = privileged,
            IsInteractive = interactive,
            RetryCommand = "sudo pwsh …",
            JavaStorePassword = javaStorePassword,
            Variable = variable ?? (static _ => null),
        };

    public string Map(string path) => Path.Join(_root.FullName, path);

    public void Folder(string path) => Directory.CreateDirectory(Map(path));

    public void File(string path, string text = "")
    {
        Folder(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(Map(path), text);
    }

    public string[] Files(string folder) => [.. Directory.GetFiles(Map(folder)).Select(file => Path.GetFileName(file)).Order()];

    /// <summary>What the tools of the distributions do: the folder's certificates become the bundle.</summary>
    public void UpdateBundle(string folder, string bundle)
        => File(bundle, string.Concat(Directory.GetFiles(Map(folder)).Order().Select(System.IO.File.ReadAllText)));

    public Task<ProcessResult> RunAsync(
        string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken, (string Name, Secret Value)? secret = null)
    {
        Secrets.Add(secret is var (name, value) ? $"{name}={new string(value.Reveal())}" : "");
        Commands.Add(string.Join(' ', arguments.Select(Shorten).Prepend(tool)));
        return Task.FromResult(Tool(tool, arguments));
    }

    public IReadOnlySet<string> Read(StoreName name, StoreLocation location)
        // As on Windows: the user sees the machine's certificates too.
        => location == StoreLocation.CurrentUser ? Store(name, location).Union(Store(name, StoreLocation.LocalMachine)).ToHashSet()
            : Store(name, location);

    public void Add(StoreName name, StoreLocation location, X509Certificate2 certificate)
    {
        if (StoreFault is not null)
            throw StoreFault;
        Store(name, location).Add(certificate.Sha256());
    }

    public void Remove(StoreName name, StoreLocation location, string sha256)
    {
        if (!Store(name, location).Remove(sha256))
            throw new CryptographicException("Access is denied.");
    }

    public string? WhyNotTrusted(X509Certificate2 certificate) => null;

    public void Dispose() => _root.Delete(recursive: true);

    private HashSet<string> Store(StoreName name, StoreLocation location)
    {
        if (!_stores.TryGetValue((name, location), out HashSet<string>? store))
            _stores[(name, location)] = store = [];
        return store;
    }

    private static string Shorten(string argument)
        => Path.IsPathRooted(argument) && argument.StartsWith(Path.GetTempPath(), StringComparison.Ordinal)
            ? "<temp>/" + Path.GetFileName(argument) : argument;
}
