using System.Diagnostics.CodeAnalysis;
using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>What the input of Invoke-GigaChat needs from PowerShell.</summary>
internal interface IChatInputHost
{
    /// <summary>The .NET object inside PowerShell's wrapper.</summary>
    object? Unwrap(object? item);

    /// <summary>An object as text for a prompt.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    string FormatObject(object item);

    void WriteWarning(string text);

    /// <summary>The Id property of an object that lost its class in a job, in remoting or in JSON.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    string? FindId(object item);

    /// <summary>The full paths of the files that a path names.</summary>
    /// <param name="path">The path, relative to PowerShell's location.</param>
    /// <param name="literal">Wildcard characters are part of the name.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/>.</exception>
    IReadOnlyList<string> ResolvePath(string path, bool literal);

    /// <summary>Whether a file has exactly this name, wildcard characters included.</summary>
    bool IsFile(string path);

    /// <summary>Reads a text file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="encoding">The encoding of a file without a byte-order mark; null for UTF-8.</param>
    string ReadText(string path, Encoding? encoding);

    /// <summary>Runs an action for every file that -Path or -LiteralPath names; see <see cref="PathInput"/>.</summary>
    /// <param name="paths">The value of -Path; wildcards are expanded.</param>
    /// <param name="literalPaths">The value of -LiteralPath, which counts where there is no -Path.</param>
    /// <param name="process">What to do with a file, given its full path.</param>
    void ForEachFile(string[]? paths, string[]? literalPaths, Action<string> process);

    /// <summary>Runs an action for one item and reports its error, if it has one; the pipeline continues.</summary>
    void Try(object? item, Action action);

    /// <summary>Runs an action without which the cmdlet cannot go on: its error ends the pipeline.</summary>
    void RunOrFail(object? item, Action action);

    /// <summary>Writes an error; the pipeline continues unless every item would have the same error.</summary>
    void Report(GigaChatException error, object? item);

    /// <summary>Ends the pipeline with an error.</summary>
    [DoesNotReturn]
    void Fail(GigaChatException error, object? item);
}
