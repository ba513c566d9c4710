using System.Collections.Concurrent;
using System.Security;
using GigaChat.Resources;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets for certificate stores. They need no connection.</summary>
public abstract class TrustCommand : AsyncCommand
{
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>The machine, with the command that a refusal recommends.</summary>
    /// <param name="retryCommand">The command that does the same where it is allowed.</param>
    /// <param name="javaStorePassword">The password of Java's store; null for the usual one.</param>
    private protected TrustEnvironment Machine(string retryCommand = "", Secret? javaStorePassword = null)
        => TrustEnvironment.Current(_log.Enqueue, IsInteractive(), retryCommand, javaStorePassword);

    /// <summary>A copy of the password of Java's store, to be disposed of; an error where no store of Java is asked for.</summary>
    private protected Secret? ReadJavaStorePassword(SecureString? given, IReadOnlyList<TrustStoreKind> stores)
    {
        if (given is not null && !stores.Contains(TrustStoreKind.Java))
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, TrustCmdletMessages.PasswordNeedsJava), null);
        return given is null ? null : Secret.From(given);
    }

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
