using System.Collections.Concurrent;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets for certificate stores. They need no connection.</summary>
public abstract class TrustCommand : AsyncCommand
{
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>The machine, with the command that a refusal recommends.</summary>
    /// <param name="retryCommand">The command that does the same where it is allowed.</param>
    private protected TrustEnvironment Machine(string retryCommand = "")
        => TrustEnvironment.Current(_log.Enqueue, IsInteractive(), retryCommand);

    /// <summary>Runs work on stores; the output of their tools goes to the verbose stream.</summary>
    private protected T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return GetOrFail(null, () => Await(work));
        }
        finally
        {
            while (!StopToken.IsCancellationRequested && _log.TryDequeue(out string? line))
                WriteVerbose(line);
        }
    }

    /// <summary>Warns of certificates that run out soon.</summary>
    private protected void WarnOfExpiry(IEnumerable<StoreCertificate> certificates)
    {
        foreach (string warning in CertificateSource.Warnings(certificates, DateTime.UtcNow))
            WriteWarning(warning);
    }

    /// <summary>Whether a person sees a dialog: not in services, remoting, jobs or with -NonInteractive.</summary>
    private bool IsInteractive() => Environment.UserInteractive
        && Host.Name != "ServerRemoteHost"
        && !Array.Exists(Environment.GetCommandLineArgs(),
            static argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));
}
