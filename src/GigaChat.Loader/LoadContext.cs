using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace GigaChat.Loader;

/// <summary>
/// The module's own load context, so that its libraries do not meet those of other modules
/// (Az, PnP and Graph bring their own versions of such libraries).
/// </summary>
internal sealed class LoadContext : AssemblyLoadContext
{
    internal const string ContextName = "GigaChat";

    private static readonly LoadContext Instance = new(Path.GetDirectoryName(typeof(LoadContext).Assembly.Location)!);

    // The same assemblies may lie here twice: with native code for this platform, and as plain IL for all others.
    private readonly string _native;
    private readonly string _plain;

    // This assembly is compiled at every start: simple code here is a quick import.
    private LoadContext(string folder)
        : base(ContextName)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string processor = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => "other",
        };
        _native = Path.Combine(folder, system + "-" + processor);
        _plain = folder;
    }

    /// <summary>The assembly with the cmdlets: loaded once per process, shared by all runspaces.</summary>
    /// <param name="asking">The context that did not find what is asked for.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <returns>It, or null if something else is asked for.</returns>
    internal static Assembly? FindCmdlets(AssemblyLoadContext asking, AssemblyName wanted)
        => wanted.Name == "GigaChat.PowerShell" ? Instance.LoadFromAssemblyPath(Instance.PathOf("GigaChat.PowerShell.dll")) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);

        // Files that lie beside the module are ours, unless the runtime brings the same assembly, as .NET 10 does
        // with one of them: a private copy would not share its types with the framework.
        string path = PathOf(assemblyName.Name + ".dll");
        return File.Exists(path) && !RuntimeBrings(assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string file = OperatingSystem.IsWindows() ? unmanagedDllName + ".dll"
            : "lib" + unmanagedDllName + (OperatingSystem.IsMacOS() ? ".dylib" : ".so");
        // A .NET that a distribution builds may name its platform otherwise.
        foreach (string platform in new[] { RuntimeInformation.RuntimeIdentifier, Path.GetFileName(_native) })
        {
            string path = Path.Combine(_plain, "runtimes", platform, "native", file);
            if (File.Exists(path))
                return LoadUnmanagedDllFromPath(path);
        }
        return 0;
    }

    private string PathOf(string file)
    {
        string native = Path.Combine(_native, file);
        return File.Exists(native) ? native : Path.Combine(_plain, file);
    }

    private static bool RuntimeBrings(AssemblyName wanted)
    {
        string path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, wanted.Name + ".dll");
        return File.Exists(path) && GetAssemblyName(path).Version >= wanted.Version;
    }
}
