using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>What a user should know of a new connection's trust.</summary>
internal static class TrustNotices
{
    /// <summary>Warns of a certificate check that is off, whoever turned it off; tells what was left out of the files of authorities.</summary>
    public static void TellTrust(this PSCmdlet cmdlet, GigaChatConnection connection)
    {
        if (connection.Options.Trust.SkipCertificateCheck)
            cmdlet.WriteWarning(CmdletMessages.CertificateCheckSkipped);
        foreach (string note in connection.TrustNotes)
            cmdlet.WriteVerbose(note);
    }
}
