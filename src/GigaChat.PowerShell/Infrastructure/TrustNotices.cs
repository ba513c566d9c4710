using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Warnings and notes about the trust of a new connection.</summary>
internal static class TrustNotices
{
    /// <summary>
    /// Warns of a certificate check that is off, by parameter or by variable. What was left out of the files of authorities goes to
    /// the verbose stream.
    /// </summary>
    public static void WriteTrustNotices(this ModuleCommand cmdlet, GigaChatConnection connection)
        => cmdlet.WriteTrustNotices(connection.Options.Trust, connection.TrustNotes);

    /// <summary>The same where there is no connection yet.</summary>
    public static void WriteTrustNotices(this ModuleCommand cmdlet, TrustSettings trust, IReadOnlyList<string> notes)
    {
        if (trust.SkipCertificateCheck)
            cmdlet.WriteWarning(CmdletMessages.CertificateCheckSkipped);
        foreach (string note in notes)
            cmdlet.WriteVerbose(note);
    }
}
