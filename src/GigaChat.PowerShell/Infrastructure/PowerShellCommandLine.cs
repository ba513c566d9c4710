namespace GigaChat.Commands.Infrastructure;

/// <summary>The command line that PowerShell was started with.</summary>
internal static class PowerShellCommandLine
{
    /// <summary><c>-NonInteractive</c> was given, which PowerShell takes in any length from <c>-noni</c> on.</summary>
    public static bool IsNonInteractive => Array.Exists(
        Environment.GetCommandLineArgs(), static argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));
}
