using System.Reflection;
using System.Runtime.Loader;

namespace GigaChat.Loader;

/// <summary>
/// The module's own load context, so that its libraries do not meet those of other modules
/// (Az, PnP and Graph bring their own <c>Microsoft.Extensions.*</c>).
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private const string ModuleAssembly = "GigaChat.PowerShell";
    private const string ClientAssembly = "GigaChat.Client";
    private static readonly Lazy<Assembly> Module = new(Load);
    private readonly string _folder;

    private LoadContext(string folder)
        : base("GigaChat") => _folder = folder;

    /// <summary>The assembly with the cmdlets, loaded once per process and shared by all runspaces.</summary>
    public static Assembly ModuleInstance => Module.Value;

    /// <summary>The assembly with the types that the cmdlets take and write.</summary>
    public static Assembly ClientInstance => GetLoadContext(ModuleInstance)!.LoadFromAssemblyName(new AssemblyName(ClientAssembly));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);

        // Files that lie beside the module are ours, unless the runtime brings the same assembly, as .NET 10 does
        // with one of them: a private copy would not share its types with the framework.
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) && !RuntimeBrings(assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    private static bool RuntimeBrings(AssemblyName wanted)
    {
        string path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, wanted.Name + ".dll");
        return File.Exists(path) && GetAssemblyName(path).Version >= wanted.Version;
    }

    private static Assembly Load()
    {
        string folder = Path.GetDirectoryName(typeof(LoadContext).Assembly.Location)!;
        return new LoadContext(folder).LoadFromAssemblyName(new AssemblyName(ModuleAssembly));
    }
}
