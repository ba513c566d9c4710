using System.Collections.Concurrent;
using System.Management.Automation;
using System.Security;
using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;
using GigaChat.TrustStores;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets for certificate stores. They need no connection.</summary>
public abstract class TrustCommand : AsyncCommand
{
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>Which stores: System (the default), Nss (Chromium and Firefox), Java, Python (certifi).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TrustStoreKind[] Store { get; set; } = [TrustStoreKind.System];

    /// <summary>The password of Java's store, where it is not the usual one.</summary>
    [Parameter]
    [SecureStringTransformation]
    [ValidateNotNull]
    public SecureString? JavaStorePassword { get; set; }

    /// <summary>Pythons, or folders of virtual environments; without it those on the PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PythonPath { get; set; }

    /// <summary>The machine with its Pythons, where they are asked for.</summary>
    /// <param name="javaStorePassword">The password of Java's store; null for the usual one.</param>
    /// <param name="retryCommand">The command that does the same where it is allowed.</param>
    /// <param name="pythonRetryCommand">The command that changes the bundle of a Python as an administrator.</param>
    private protected TrustEnvironment Machine(
        Secret? javaStorePassword = null, string retryCommand = "", Func<string, string>? pythonRetryCommand = null)
    {
        if (PythonPath is not null && !Store.Contains(TrustStoreKind.Python))
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, TrustCmdletMessages.PathNeedsPython), null);
        var machine = TrustEnvironment.Current(_log.Enqueue, IsInteractive(), retryCommand, javaStorePassword, pythonRetryCommand);
        if (Store.Contains(TrustStoreKind.Python))
        {
            string[]? pythons = GetOrFail(PythonPath, () => PythonPath?
                .Select(path => PathResolver.InFileSystem(this, path, GigaChatErrorKind.FileNotFound)).ToArray());
            machine.Pythons = Run(token => PythonSearch.FindAsync(machine, pythons, token));
        }
        return machine;
    }

    /// <summary>A copy of the password of Java's store, to be disposed of; an error where no store of Java is asked for.</summary>
    private protected Secret? ReadJavaStorePassword()
    {
        if (JavaStorePassword is not null && !Store.Contains(TrustStoreKind.Java))
            Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, TrustCmdletMessages.PasswordNeedsJava), null);
        return JavaStorePassword is null ? null : Secret.From(JavaStorePassword);
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
        && !PowerShellCommandLine.IsNonInteractive;
}
