using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands.TrustStores;

/// <summary>Writes the command that does the same with sufficient rights. It is shown to the user and never run.</summary>
internal static class RetryCommandLine
{
    /// <summary>The command with its parameters; as an administrator for the machine's stores.</summary>
    public static string For(PSCmdlet cmdlet, TrustStoreScope scope, IEnumerable<string> paths, IReadOnlyList<TrustStoreKind> stores,
        bool force, bool asksPassword = false)
    {
        CommandInfo command = cmdlet.MyInvocation.MyCommand;
        string call = $"Import-Module {Quote(ModulePath(command))}; {command.Name} -Scope {scope}";
        string files = string.Join(", ", paths.Select(Quote));
        if (files.Length > 0)
            call += " -LiteralPath " + files;
        if (stores is not [TrustStoreKind.System])
            call += " -Store " + string.Join(", ", stores);
        if (asksPassword)
            call += " -JavaStorePassword (Read-Host -AsSecureString)";
        if (force)
            call += " -Force";

        if (scope == TrustStoreScope.CurrentUser)
            return call;
        return OperatingSystem.IsWindows()
            ? $"Start-Process pwsh -Verb RunAs -ArgumentList {Quote($"-NoExit -Command \"{call}\"")}"
            : $"sudo pwsh -Command \"{call}\"";
    }

    // By its path: another user may not have the module in PSModulePath.
    private static string ModulePath(CommandInfo command)
    {
        if (command.Module is not { } module)
            return "GigaChat";
        string manifest = Path.Join(module.ModuleBase, module.Name + ".psd1");
        return File.Exists(manifest) ? manifest : module.Path;
    }

    private static string Quote(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
