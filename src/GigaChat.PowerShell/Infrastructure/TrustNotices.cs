using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>What a user should know of a new connection's trust.</summary>
internal static class TrustNotices
{
    /// <summary>Warns of a certificate check that is off, whoever turned it off; tells what was left out of the files of authorities.</summary>
    public static void WriteTrustNotices(this PSCmdlet cmdlet, GigaChatConnection connection) => cmdlet.WriteTrustNotices(connection.Options.Trust, connection.TrustNotes);

    /// <summary>The same where there is no connection yet.</summary>
    public static void WriteTrustNotices(this PSCmdlet cmdlet, TrustSettings trust, IReadOnlyList<string> notes)
    {
        if (trust.SkipCertificateCheck)
            cmdlet.WriteWarning(CmdletMessages.CertificateCheckSkipped);
        foreach (string note in notes)
            cmdlet.WriteVerbose(note);
    }
}
