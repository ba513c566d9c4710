using System.Management.Automation;
using System.Security;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Connection;

/// <summary>Reads a key from a vault of SecretManagement, in whatever form it was stored.</summary>
internal static class VaultSecret
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <summary>The secret. It has to be called on the pipeline thread: a vault may ask for its password there.</summary>
    /// <param name="cmdlet">Whose session has the module.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null for the first that has the secret.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.NotConnected"/>: no module, or no such secret. <see cref="GigaChatErrorKind.KeyInvalid"/>: it is of a
    /// type that is no key.
    /// </exception>
    public static SecureString Read(PSCmdlet cmdlet, string name, string? vault)
    {
        // With the module's name before it, PowerShell loads the module, and a function of the caller cannot take the place.
        CommandInfo command = cmdlet.InvokeCommand.GetCommand($@"{Module}\Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function)
            ?? throw new GigaChatException(GigaChatErrorKind.NotConnected, Localized.Format(CmdletMessages.VaultModuleMissing));
        object? value = Run(command, name, vault).Unwrap();
        try
        {
            return new SecureStringTransformationAttribute { TakesPair = true }.Transform(null!, value) as SecureString
                ?? throw Missing(name, null);
        }
        catch (ArgumentTransformationMetadataException e)
        {
            throw new GigaChatException(GigaChatErrorKind.KeyInvalid, e.Message);
        }
    }

    private static PSObject? Run(CommandInfo command, string name, string? vault)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Stop);
        if (vault is not null)
            shell.AddParameter("Vault", vault);
        try
        {
            return shell.Invoke() is [{ } secret, ..] ? secret : null;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw Missing(name, e);
        }
    }

    private static GigaChatException Missing(string name, RuntimeException? cause) => new(
        GigaChatErrorKind.NotConnected,
        Localized.Format(CmdletMessages.VaultSecretMissing, name, cause?.Message ?? CmdletMessages.VaultSecretEmpty), cause);
}
