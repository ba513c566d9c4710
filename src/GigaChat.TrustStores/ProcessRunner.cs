using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>
/// Starts real processes: without the secrets and the switches in the environment of this process, and as root only root's tools.
/// </summary>
/// <param name="log">Takes each command and what it wrote; called from pool threads.</param>
/// <param name="isRoot">Whether this process has the rights of root; null to find out. On Windows there is no such check.</param>
internal sealed class ProcessRunner(Action<string> log, bool? isRoot = null) : IProcessRunner
{
    // Rebuilding a bundle with Java's hook takes seconds on a slow machine; this long only something that waits for a person.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    // A list of all certificates of a store is of no use to a reader.
    private const int MaxLogLength = 1000;

    // Characters. A list of two hundred certificates has about half a million.
    private const int MaxMillions = 16;
    // Secrets of this module and of proxies, and what makes a tool load or run something else than itself.
    private static readonly string[] Withheld =
    [
        "GIGACHAT_", "GIGA_", "SBER_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY", "LD_", "DYLD_", "JAVA_TOOL_OPTIONS",
        "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "BASH_ENV", "ENV", "BASH_FUNC_", "SHELLOPTS", "PERL", "PYTHON", "OPENSSL_", "GCONV_PATH",
    ];

    // The tools of the system are there; a folder of a user in PATH would run the user's programs as root.
    private const string RootPath = "/usr/sbin:/usr/bin:/sbin:/bin";

    public async Task<ProcessResult> RunAsync(
        string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken, (string Name, Secret Value)? secret = null)
    {
        if (isRoot ?? IsRoot)
            await ToolOwnership.RequireAsync(tool, cancellationToken).ConfigureAwait(false);
        log("> " + string.Join(' ', arguments.Prepend(tool)));
        using Process process = Start(tool, arguments, secret);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            // A tool that asks for a password gets the end of input instead of waiting for ever.
            process.StandardInput.Close();
            Task<string> output = ReadAsync(process.StandardOutput, tool, limit.Token);
            Task<string> error = ReadAsync(process.StandardError, tool, limit.Token);
            Task exit = process.WaitForExitAsync(limit.Token);
            // The first that fails, not the last that ends: a tool whose output is not read any more never ends.
            for (List<Task> open = [output, error, exit]; open.Count > 0;)
            {
                Task ended = await Task.WhenAny(open).ConfigureAwait(false);
                open.Remove(ended);
                await ended.ConfigureAwait(false);
            }
            var result = new ProcessResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
            foreach (string text in new[] { result.Output.Trim(), result.Error.Trim() }.Where(static text => text.Length > 0))
                log(text.Length <= MaxLogLength ? text : text[..MaxLogLength] + " …");
            return result;
        }
        catch (TrustStoreException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TrustStoreException(Localized.Format(TrustStoreMessages.ToolTooSlow, Path.GetFileName(tool), TimeLimit.TotalMinutes));
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, string tool, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        char[] block = new char[4096];
        while (await reader.ReadAsync(block, cancellationToken).ConfigureAwait(false) is > 0 and int length)
        {
            text.Append(block, 0, length);
            if (text.Length > MaxMillions * 1_000_000)
                throw new TrustStoreException(
                    Localized.Format(TrustStoreMessages.ToolTooTalkative, Path.GetFileName(tool), MaxMillions));
        }
        return text.ToString();
    }

    /// <summary>Whether this process has the rights of root; never on Windows.</summary>
    internal static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Starts a tool in the environment that is meant for it.</summary>
    internal static Process Start(string tool, IReadOnlyList<string> arguments, (string Name, Secret Value)? secret = null)
    {
        var info = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        foreach (string withheld in info.Environment.Keys.Where(IsWithheld).ToArray())
            info.Environment.Remove(withheld);
        if (IsRoot)
            info.Environment["PATH"] = RootPath;
        // What tools write is read here, so it must not depend on the user's language.
        info.Environment["LC_ALL"] = "C";
        if (secret is var (name, value))
            info.Environment[name] = new string(value.Reveal());
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new TrustStoreException(Localized.Format(TrustStoreMessages.ToolNotStarted, tool, e.Message), e);
        }
    }

    private static bool IsWithheld(string variable) => Array.Exists(
        Withheld, name => name.EndsWith('_') || name is "PERL" or "PYTHON"
            ? variable.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            : variable.Equals(name, StringComparison.OrdinalIgnoreCase));
}
