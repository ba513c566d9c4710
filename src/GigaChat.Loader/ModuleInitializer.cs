using System.Globalization;
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
    private const string English
        = "Another version of the GigaChat module is loaded in this window. To use the new one, open a new PowerShell window.";

    private const string Russian
        = "В этом окне уже загружена другая версия модуля GigaChat. Чтобы работать с новой, откройте новое окно PowerShell.";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The process has another version of the module.</exception>
    public void OnImport()
    {
        // .NET keeps assemblies until the process ends, also those of a module that was removed.
        foreach (AssemblyLoadContext context in AssemblyLoadContext.All)
        {
            if (context.Name == LoadContext.ContextName && context is not LoadContext)
                throw new InvalidOperationException(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? Russian : English);
        }
        Registration.Complete();
    }

    // Once per process, and done for every runspace that imports at the same moment.
    private static class Registration
    {
        static Registration() => AssemblyLoadContext.Default.Resolving += LoadContext.FindCmdlets;

        internal static void Complete()
        {
            // The constructor above has been run.
        }
    }
}
