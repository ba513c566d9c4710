using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Finds files by <c>-Path</c> (wildcards) and <c>-LiteralPath</c>.</summary>
internal static class PathResolver
{
    /// <summary>The files that a path names, in order; an error for one that names none.</summary>
    /// <param name="cmdlet">Whose location counts.</param>
    /// <param name="path">The path.</param>
    /// <param name="literal">Wildcards in it are letters.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/>.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool literal)
    {
        try
        {
            if (literal)
                return [Single(cmdlet, path)];
            var found = cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            RequireFileSystem(provider, path);
            // A wildcard takes the files and passes over the folders; a folder named outright is a mistake.
            IReadOnlyList<string> files = WildcardPattern.ContainsWildcardCharacters(path) ? [.. found.Where(File.Exists)] : [.. found];
            return files.Count > 0 ? files : throw NotFound(path, null, WhyNone(cmdlet, path));
        }
        catch (Exception e) when (IsNoPath(e))
        {
            throw NotFound(path, e, literal ? CmdletMessages.PathNotFound : WhyNone(cmdlet, path));
        }
    }

    /// <summary>There is a file of exactly this name, wildcards taken as letters.</summary>
    public static bool IsFile(PSCmdlet cmdlet, string path)
    {
        try
        {
            return File.Exists(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out _, out _));
        }
        catch (Exception e) when (IsNoPath(e))
        {
            return false;
        }
    }

    private static bool IsNoPath(Exception e) => e is ItemNotFoundException or ProviderNotFoundException
        or System.Management.Automation.DriveNotFoundException or NotSupportedException or IOException or WildcardPatternException
        or ArgumentException;

    /// <summary>The full path of a file to be; nothing in its name is a wildcard.</summary>
    /// <param name="cmdlet">Whose location counts.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/> for a place that is no file system.</exception>
    public static string ForWriting(PSCmdlet cmdlet, string path) => InFileSystem(cmdlet, path, GigaChatErrorKind.FileNotWritten);

    /// <summary>The full path of a file, whether or not it is there; nothing in its name is a wildcard.</summary>
    /// <param name="cmdlet">Whose location counts.</param>
    /// <param name="path">The path.</param>
    /// <param name="kind">The kind of the error for a place that is no file system, and for a name that none has.</param>
    /// <exception cref="GigaChatException">Of this kind.</exception>
    public static string InFileSystem(PSCmdlet cmdlet, string path, GigaChatErrorKind kind)
    {
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            // Every method of .NET for files refuses this character, with an exception of its own.
            return provider.Name == "FileSystem" && !full.Contains('\0', StringComparison.Ordinal) ? full : throw NotAFile(null);
        }
        catch (Exception e) when (IsNoPath(e))
        {
            throw NotAFile(e);
        }

        GigaChatException NotAFile(Exception? inner) => new(kind, Localized.Format(CmdletMessages.PathNoFile, path), inner);
    }

    private static string Single(PSCmdlet cmdlet, string path)
    {
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(provider, path);
        return File.Exists(full) || Directory.Exists(full) ? full : throw NotFound(path, null);
    }

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
            throw NotFound(path, null);
    }

    // Brackets of a name are taken for a pattern, which then does not match the very file.
    private static string WhyNone(PSCmdlet cmdlet, string path)
        => !WildcardPattern.ContainsWildcardCharacters(path) ? CmdletMessages.PathNotFound
        : IsFile(cmdlet, path) && cmdlet.MyInvocation.MyCommand.Parameters?.ContainsKey("LiteralPath") == true
            ? CmdletMessages.PathIsPattern
            : CmdletMessages.PathMatchesNothing;

    private static GigaChatException NotFound(string path, Exception? inner, string? format = null)
        => new(GigaChatErrorKind.FileNotFound, Localized.Format(format ?? CmdletMessages.PathNotFound, path), inner);
}
