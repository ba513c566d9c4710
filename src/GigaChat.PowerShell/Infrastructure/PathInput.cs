namespace GigaChat.Commands.Infrastructure;

/// <summary>What the cmdlets with <c>-Path</c> and <c>-LiteralPath</c> do with them.</summary>
internal static class PathInput
{
    /// <summary>
    /// Does something with every file that the parameters name. The error of a path or of a file is reported, and the next one
    /// follows.
    /// </summary>
    /// <param name="cmdlet">The cmdlet whose location counts and which reports errors.</param>
    /// <param name="paths">The value of <c>-Path</c>; wildcards are expanded.</param>
    /// <param name="literalPaths">The value of <c>-LiteralPath</c>, which counts where there is no <c>-Path</c>.</param>
    /// <param name="process">What to do with a file, given its full path.</param>
    public static void ForEachFile(AsyncCommand cmdlet, string[]? paths, string[]? literalPaths, Action<string> process)
        => ForEachFile((path, literal) => PathResolver.Resolve(cmdlet, path, literal), cmdlet.Try, paths, literalPaths, process);

    /// <summary>The same without PowerShell.</summary>
    /// <param name="resolve">The files that a path names; wildcards are letters where it is literal.</param>
    /// <param name="attempt">Runs an action for a path or a file and reports its error.</param>
    /// <param name="paths">As above.</param>
    /// <param name="literalPaths">As above.</param>
    /// <param name="process">As above.</param>
    public static void ForEachFile(
        Func<string, bool, IReadOnlyList<string>> resolve,
        Action<object?, Action> attempt,
        string[]? paths,
        string[]? literalPaths,
        Action<string> process)
    {
        foreach (string path in paths ?? literalPaths ?? [])
        {
            attempt(path, () =>
            {
                foreach (string file in resolve(path, paths is null))
                    attempt(file, () => process(file));
            });
        }
    }
}
