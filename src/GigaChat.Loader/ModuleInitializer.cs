using System.Management.Automation;
using System.Runtime.Loader;

namespace GigaChat.Loader;

/// <summary>
/// What PowerShell runs first when the module is imported. The manifest then names the assembly with the cmdlets without saying where
/// it lies, so PowerShell asks for it by name and gets it from the
/// module's own load context (PowerShell 7.3 and later, pull request 16889).
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    // Once per process, and done for every runspace that imports at the same moment.
    static ModuleInitializer() => AssemblyLoadContext.Default.Resolving += LoadContext.FindCmdlets;

    /// <inheritdoc/>
    public void OnImport()
    {
        // The constructor above has been run.
    }
}
