using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using GigaChat.Resources;

namespace GigaChat.Commands.Connection;

/// <summary>A key that a person types: in clear on the command line, or unseen when asked for it.</summary>
internal static class TypedKey
{
    /// <summary>
    /// Whether the key stands in clear on a line that was typed at the prompt, and so stays in the history of commands. A key from a
    /// variable, a file or a vault is not on the line.
    /// </summary>
    /// <param name="cmdlet">The cmdlet that has it.</param>
    /// <param name="key">The key.</param>
    public static bool IsOnCommandLine(PSCmdlet cmdlet, SecureString key)
    {
        string line = cmdlet.MyInvocation.Line;
        if (cmdlet.CommandOrigin != CommandOrigin.Runspace || string.IsNullOrEmpty(line))
            return false;
        using var secret = Secret.From(key);
        return secret.IsIn(line);
    }

    /// <summary>Asks for the key, which is not shown while it is typed.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The credential; null where nobody can answer, or nothing was typed.</returns>
    public static GigaChatCredential? Ask(PSHost host)
    {
        // A console whose input is a file or a pipe would take its first line for the key.
        if (host.UI is null || host.Name == "ServerRemoteHost" || (host.Name == "ConsoleHost" && Console.IsInputRedirected))
            return null;
        try
        {
            host.UI.Write(CmdletMessages.AskForKey);
            SecureString key = host.UI.ReadLineAsSecureString();
            return key is { Length: > 0 } ? key.ToCredential(GigaChatCredential.FromKey) : null;
        }
        catch (Exception e) when (e is InvalidOperationException or HostException or NotImplementedException)
        {
            return null;
        }
    }
}
