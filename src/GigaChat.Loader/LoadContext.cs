using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace GigaChat.Loader;

/// <summary>
/// The module's own load context, so that its libraries do not meet those of other modules
/// (Az, PnP and Graph bring their own versions of such libraries).
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private static readonly Lazy<LoadContext> Instance = new(static () => new LoadContext(Path.GetDirectoryName(typeof(LoadContext).Assembly.Location)!));

    // The same assemblies may lie here twice: with native code for this platform, and as plain IL for all others.
    private readonly string[] _folders;

    private LoadContext(string folder)
        : base("GigaChat")
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        _folders = [Path.Combine(folder, $"{system}-{processor}"), folder];
    }

    /// <summary>The assembly with the cmdlets, loaded once per process and shared by all runspaces.</summary>
    public static Assembly ModuleInstance => Instance.Value.LoadFromAssemblyName(new AssemblyName("GigaChat.PowerShell"));

    /// <summary>The assembly with the types that the cmdlets write. PowerShell finds types by name only in what it imported.</summary>
    public static Assembly ClientInstance => Instance.Value.LoadFromAssemblyName(new AssemblyName("GigaChat.Client"));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);

        // Files that lie beside the module are ours, unless the runtime brings the same assembly, as .NET 10 does
        // with one of them: a private copy would not share its types with the framework.
        string? path = Array.Find(Array.ConvertAll(_folders, folder => Path.Combine(folder, assemblyName.Name + ".dll")), File.Exists);
        return path is not null && !RuntimeBrings(assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    private static bool RuntimeBrings(AssemblyName wanted)
    {
        string path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, wanted.Name + ".dll");
        return File.Exists(path) && GetAssemblyName(path).Version >= wanted.Version;
    }
}
