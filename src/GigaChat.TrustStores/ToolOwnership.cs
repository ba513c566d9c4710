using System.Diagnostics;
using System.Globalization;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>
/// Whether a tool may run as root: it, each folder above it and each folder that links lead through must belong to root and be writable
/// for root alone. Another user with write access to one of them could put a program in the tool's place, and it would run as root.
/// </summary>
internal static class ToolOwnership
{
    private const int MaxLinks = 40;
    private const int WritableByOthers = 0b_010_010;
    private static readonly string[] StatTools = ["/usr/bin/stat", "/bin/stat"];

    /// <summary>Refuses a tool that others than root could have written.</summary>
    /// <exception cref="TrustStoreException">It, or a folder on the way to it, is not root's alone.</exception>
    public static Task RequireAsync(string tool, CancellationToken cancellationToken)
        => RequireAsync(tool, TrustStoreMessages.ToolNotOfRoot, cancellationToken);

    /// <summary>Refuses a file to write to that others than root could have put another in the place of.</summary>
    /// <exception cref="TrustStoreException">It, or a folder on the way to it, is not root's alone.</exception>
    public static Task RequireForWritingAsync(string path, CancellationToken cancellationToken)
        => RequireAsync(path, TrustStoreMessages.FileNotOfRoot, cancellationToken);

    private static async Task RequireAsync(string path, string message, CancellationToken cancellationToken)
    {
        string[] steps = [.. Resolve(path)];
        string? foreign = await FindForeignAsync(steps, cancellationToken).ConfigureAwait(false);
        if (foreign is not null)
            throw new TrustStoreException(Localized.Format(message, path, foreign));
    }

    /// <summary>
    /// What decides where a path leads: all folders on the way, those that links lead through, and the file at its end.
    /// </summary>
    /// <param name="path">A full path.</param>
    public static IEnumerable<string> Resolve(string path)
    {
        string current = "/";
        var seen = new HashSet<string> { current };
        var rest = new LinkedList<string>(Split(path));
        for (int links = 0; rest.First is { Value: var name };)
        {
            rest.RemoveFirst();
            if (name is "." or "..")
            {
                current = name == "." ? current : Path.GetDirectoryName(current) ?? "/";
                continue;
            }
            string next = Path.Combine(current, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                seen.Add(current = next);
                continue;
            }
            // A link is replaced by writing to its folder, which is among the steps.
            if (++links > MaxLinks)
                throw new TrustStoreException(Localized.Format(TrustStoreMessages.ToolNotOfRoot, path, next));
            if (target.StartsWith('/'))
                current = "/";
            foreach (string part in Enumerable.Reverse(Split(target)))
                rest.AddFirst(part);
        }
        return seen;
    }

    /// <summary>The first line of "owner mode" that is not root's alone.</summary>
    internal static bool IsForeign(string line)
        => line.Split(' ') is not ["0", var mode] || (ParseMode(mode) & WritableByOthers) != 0;

    private static int ParseMode(string octal)
    {
        int mode = 0;
        foreach (char digit in octal)
            mode = digit is >= '0' and <= '7' ? (mode * 8) + (digit - '0') : int.MaxValue;
        return mode;
    }

    // .NET has the mode of a file and not its owner.
    private static async Task<string?> FindForeignAsync(string[] paths, CancellationToken cancellationToken)
    {
        string stat = Array.Find(StatTools, File.Exists) ?? throw new TrustStoreException(
            Localized.Format(TrustStoreMessages.ToolNotStarted, StatTools[0], ""));
        string[] format = OperatingSystem.IsMacOS() ? ["-f", "%u %Lp"] : ["-c", "%u %a"];
        using Process process = ProcessRunner.Start(stat, [.. format, "--", .. paths]);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (process.ExitCode != 0 || lines.Length != paths.Length)
        {
            throw new TrustStoreException(Localized.Format(
                TrustStoreMessages.ToolFailed, stat, process.ExitCode.ToString(CultureInfo.InvariantCulture), paths[^1]));
        }
        int index = Array.FindIndex(lines, IsForeign);
        return index < 0 ? null : paths[index];
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
