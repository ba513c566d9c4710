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
    {
        foreach (string path in paths ?? literalPaths ?? [])
        {
            cmdlet.Try(path, () =>
            {
                foreach (string file in PathResolver.Resolve(cmdlet, path, literal: paths is null))
                    cmdlet.Try(file, () => process(file));
            });
        }
    }
}
