using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>Starts real processes.</summary>
/// <param name="log">Takes each command and what it wrote; called from pool threads.</param>
internal sealed class ProcessRunner(Action<string> log) : IProcessRunner
{
    // Rebuilding a bundle with Java's hook takes seconds on a slow machine; this long only something that waits for a person.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    // A list of all certificates of a store is of no use to a reader.
    private const int MaxLogLength = 1000;

    public async Task<ProcessResult> RunAsync(
        string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken, (string Name, Secret Value)? secret = null)
    {
        log("> " + string.Join(' ', arguments.Prepend(tool)));
        using Process process = Start(tool, arguments, secret);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            // A tool that asks for a password gets the end of input instead of waiting for ever.
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            var result = new ProcessResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
            foreach (string text in new[] { result.Output.Trim(), result.Error.Trim() }.Where(static text => text.Length > 0))
                log(text.Length <= MaxLogLength ? text : text[..MaxLogLength] + " …");
            return result;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TrustStoreException(Localized.Format(TrustStoreMessages.ToolTooSlow, Path.GetFileName(tool), TimeLimit.TotalMinutes));
        }
    }

    private static Process Start(string tool, IReadOnlyList<string> arguments, (string Name, Secret Value)? secret)
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
}
