using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.TrustStores;

/// <summary>Writes the command that does the same with sufficient rights. It is shown to the user and never run.</summary>
internal static class RetryCommandLine
{
    /// <summary>
    /// The command with its parameters; as an administrator for the machine's stores. Names that hold control characters cannot be
    /// written as a command of one line: then it is only said that it is the same one.
    /// </summary>
    public static string For(PSCmdlet cmdlet, TrustStoreScope scope, IEnumerable<string> paths, IReadOnlyList<TrustStoreKind> stores,
        bool force, bool asksPassword = false, string? pythonPath = null)
    {
        CommandInfo command = cmdlet.MyInvocation.MyCommand;
        string call = $"Import-Module {CodeText.Quote(ModulePath(command))}; {command.Name} -Scope {scope}";
        string files = string.Join(", ", paths.Select(CodeText.Quote));
        if (files.Length > 0)
            call += " -LiteralPath " + files;
        if (stores is not [TrustStoreKind.System])
            call += " -Store " + string.Join(", ", stores);
        if (pythonPath is not null)
            call += " -PythonPath " + CodeText.Quote(pythonPath);
        if (asksPassword)
            call += " -JavaStorePassword (Read-Host -AsSecureString)";
        if (force)
            call += " -Force";

        if (!VisibleText.IsPlain(call))
            return TrustCmdletMessages.SameCommand;
        return scope == TrustStoreScope.CurrentUser ? call : ToElevated(call, OperatingSystem.IsWindows());
    }

    /// <summary>The command line that runs code as an administrator: of PowerShell on Windows, elsewhere of any POSIX shell.</summary>
    internal static string ToElevated(string call, bool isWindows) => isWindows
        ? $"Start-Process pwsh -Verb RunAs -ArgumentList {CodeText.Quote($"-NoExit -Command \"{call}\"")}"
        : "sudo pwsh -Command " + ToShellWord(call);

    // Between single quotes a POSIX shell reads everything as it is, but the quote itself.
    private static string ToShellWord(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    // By its path: another user may not have the module in PSModulePath.
    private static string ModulePath(CommandInfo command)
    {
        if (command.Module is not { } module)
            return "GigaChat";
        string manifest = Path.Join(module.ModuleBase, module.Name + ".psd1");
        return File.Exists(manifest) ? manifest : module.Path;
    }
}
